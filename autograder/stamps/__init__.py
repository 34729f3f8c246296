"""The stamp (*cachet*) of a document: its file cannot be altered, and its code tells what it said.

The threat: a learner carries a sheet to the jury and edits a figure of it first, on the page, in the PDF
or on paper. A file bears a code of authentication over every one of its bytes, so that any change is
found; paper bears a short code, under which the class keeps what the sheet said when it was made, to compare.

HMAC-SHA256 of the standard library, with a key of the class that never leaves ``classroom/``: no library that
the course installs signs with a key pair, and a signature of 64 bytes is nothing that anybody types from
paper. So whatever laptop holds the class's folder verifies, without a network; whoever can verify could
stamp too, which is the formateur alone: learners receive neither the key nor this package.
"""
