# find_package(headroom) for others: the libraries, their headers, and the program.
