# Builds draws.cpp once for every compiler and level at hand and runs each, and one of them on an old C library: all must
# print the same. cmake -DROOT=… -DWORK=… -DFLAGS=… -P compare.cmake
include(${CMAKE_CURRENT_LIST_DIR}/check.cmake)
file(GLOB sources ${ROOT}/sim/*.cpp)
list(TRANSFORM sources REPLACE "(.+)" "#include \"\\1\"\n")
list(JOIN sources "" all)  # at once: every header is read once a build
file(MAKE_DIRECTORY ${WORK})
file(WRITE ${WORK}/all.cpp "${all}#include \"${ROOT}/tests/determinism/draws.cpp\"\n")
separate_arguments(FLAGS)

function(show_first name printed)
  message("${name}:\n${printed}")
endfunction()

foreach(build "g++ -O0" "g++ -O3" "clang++ -O0" "clang++ -O3")
  string(REPLACE " " ";" command ${build})
  list(POP_FRONT command compiler)
  find_compiler(found ${compiler})
  if(NOT found)
    continue()
  endif()
  string(MAKE_C_IDENTIFIER "${build}" name)
  execute_process(COMMAND ${found} -std=c++20 ${command} ${FLAGS} -I${ROOT}
                          ${WORK}/all.cpp -o ${WORK}/${name} COMMAND_ERROR_IS_FATAL ANY)
  check(${name} ${WORK}/${name})
endforeach()
check_old_libm(${WORK}/${name})
