# The seller centre. Keys begin with seller-.
