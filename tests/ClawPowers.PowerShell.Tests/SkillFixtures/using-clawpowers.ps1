# Something that was remembered before.
Set-ClawState debug:checkout:root_cause 'Timeout: the pool was empty, as connections were kept open'
