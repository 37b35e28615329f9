# The operator console. Keys begin with operator-.
