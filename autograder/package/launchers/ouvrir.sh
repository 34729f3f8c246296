#!/bin/sh
# Opens the course with a Python that the package has what to install for, wherever the package lies.
course="$(cd "$(dirname "$0")" && pwd)/installation/start.py"

open_with() {
    python="$1"
    shift
    "$python" "$course" "$@"
    code=$?
    if [ $code -ne 0 ] && [ -t 0 ]; then
        printf "\nAppuyez sur Entrée pour fermer cette fenêtre. "
        read -r _
    fi
    exit $code
}

for version in 3.14 3.13 3.12 3.11; do
    for place in "" "/Library/Frameworks/Python.framework/Versions/$version/bin/" /opt/homebrew/bin/ /usr/local/bin/; do
        # A Python without what makes environments (Debian has it apart) is passed over for another one.
        if "${place}python$version" -c "import ensurepip, venv" 2>/dev/null; then
            open_with "${place}python$version" "$@"
        fi
    done
done
# On a Mac, python3 may be no Python but what offers to install programmers' tools.
case "$0" in
*.command) ;;
*)
    if python3 -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
        open_with python3 "$@" # start.py says what it lacks
    fi
    ;;
esac
printf "Il manque Python sur cet ordinateur.\n"
printf "La page LISEZ-MOI, dans ce dossier, dit où le prendre. Installez-le, puis recommencez.\n"
if [ -t 0 ]; then
    printf "\nAppuyez sur Entrée pour fermer cette fenêtre. "
    read -r _
fi
exit 1
