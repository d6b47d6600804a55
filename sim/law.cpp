#include "sim/law.h"
