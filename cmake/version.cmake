# SPDX-License-Identifier: GPL-3.0-or-later
#
# The version stands in project() alone. The commit is read at build time, so that --version is right
# after each commit without configuring again; only one small file is compiled anew.
set(STRATOPLAN_VERSION_FILE ${CMAKE_BINARY_DIR}/generated/version.cpp)
add_custom_target(stratoplan_version_stamp
  COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
          -DOUTPUT=${STRATOPLAN_VERSION_FILE} -P ${PROJECT_SOURCE_DIR}/cmake/stamp_version.cmake
  BYPRODUCTS ${STRATOPLAN_VERSION_FILE}
  COMMENT "")
