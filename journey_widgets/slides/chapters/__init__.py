"""What each kind of slide tells, whatever the medium: a module per chapter, each with its content and its words."""
