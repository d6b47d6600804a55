# find_package(headroom) for others: the libraries, their headers, and the program.
#
#   find_package(headroom 0.1 REQUIRED)
#   target_link_libraries(mine PRIVATE headroom::models)     # or sim, analysis, scenarios
#
# Headers are written as inside: #include "sim/time.h", "models/simulation.h".
include(CMakePackageConfigHelpers)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/headroom")
get_property(libraries GLOBAL PROPERTY HEADROOM_LIBRARIES)
install(TARGETS ${libraries} EXPORT headroomTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
foreach(folder sim models analysis scenarios)
  install(DIRECTORY ${folder}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/headroom/${folder}
    FILES_MATCHING PATTERN "*.h" PATTERN cli EXCLUDE PATTERN library EXCLUDE)
endforeach()

install(TARGETS headroom-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(TARGET headroom-gui)
  install(TARGETS headroom-gui RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY scenarios/library DESTINATION ${CMAKE_INSTALL_DATADIR}/headroom)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)

install(EXPORT headroomTargets NAMESPACE headroom:: DESTINATION ${package})
configure_package_config_file(cmake/headroomConfig.cmake.in "${PROJECT_BINARY_DIR}/headroomConfig.cmake"
  INSTALL_DESTINATION ${package})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/headroomConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/headroomConfig.cmake" "${PROJECT_BINARY_DIR}/headroomConfigVersion.cmake"
  DESTINATION ${package})
