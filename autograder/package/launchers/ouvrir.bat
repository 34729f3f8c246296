@echo off
rem Opens the course with a Python that the package has what to install for, wherever the package lies.
chcp 65001 >nul
title Cours NTC
set "COURSE=%~dp0installation\start.py"
for %%V in (3.14 3.13 3.12 3.11) do (
    py -%%V -c "import struct, sys; sys.exit(struct.calcsize('P') != 8)" >nul 2>nul && (
        py -%%V "%COURSE%" %*
        goto :ended
    )
)
for %%P in (python python3) do (
    %%P -c "import sys; sys.exit(sys.version_info[1] not in range(11, 99))" >nul 2>nul && (
        %%P "%COURSE%" %*
        goto :ended
    )
)
echo Il manque Python sur cet ordinateur.
echo La page LISEZ-MOI, dans ce dossier, dit où le prendre. Installez-le, puis recommencez.
pause
exit /b 1
:ended
if errorlevel 1 pause
