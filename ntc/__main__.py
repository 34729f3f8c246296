"""``python -m ntc``: open the course."""

from ntc.launch import main

main()
