"""What each kind of slide tells, independent of the medium: a module per chapter, each with its content and its words."""
