Describe 'unparsable' {
    It 'has no end'
