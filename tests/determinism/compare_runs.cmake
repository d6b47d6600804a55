# Builds the models with every compiler and level asked for and makes whole runs, one of them on an old C library: all
# must print the same.
# cmake -DROOT=… -DWORK=… "-DBUILDS=g++ -O0,clang++ -O3" -DBUILT=program -P compare_runs.cmake   BUILT: one more, built
cmake_policy(SET CMP0012 NEW)
include(${CMAKE_CURRENT_LIST_DIR}/check.cmake)
string(REPLACE "," ";" builds "${BUILDS}")

function(show_first name printed)
  string(REGEX MATCHALL "fingerprint [0-9a-f]+" runs "${printed}")
  list(LENGTH runs count)
  list(GET runs 0 eventful)
  message("${name}: ${count} runs, the first: ${eventful}")
endfunction()

check(built ${BUILT})
set(last ${BUILT})
foreach(build ${builds})
  string(REPLACE " " ";" command "${build}")
  list(GET command 0 compiler)
  list(GET command 1 level)
  find_compiler(found ${compiler})
  if(NOT found)
    continue()
  endif()
  string(MAKE_C_IDENTIFIER "${build}" name)
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${ROOT}/tests/determinism/whole_run -B ${WORK}/${name} -G Ninja
                          -DCMAKE_CXX_COMPILER=${found} -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS=${level}
                  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/${name} --target whole_run -- -j2
                  OUTPUT_VARIABLE said RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${name}: does not build\n${said}")
  endif()
  set(last ${WORK}/${name}/bin/whole_run)
  check(${name} ${last})
endforeach()
check_old_libm(${last})
