# A repository with something to find: a key that was deleted again, a file of settings, dangerous calls and a careless workflow.
$null = New-Item -ItemType Directory -Force .github/workflows, tests
Set-Content deploy.sh ('export AWS_ACCESS_KEY_ID=AKIA' + 'IOSFODNN7EXAMPLE')
Set-Content prod.env 'password = to-be-set'
git add --all
git commit --quiet --message 'Deploy with the password from the environment'
Remove-Item deploy.sh, prod.env
Set-Content tests/data.txt ('AKIA' + 'IOSFODNN7EXAMPLE')
Set-Content app.py 'subprocess.run(line, shell=True)', "password = settings['password']"
Set-Content .github/workflows/build.yml 'on: pull_request_target', 'jobs:', '  build:', '    steps:', '      - uses: actions/checkout@v4'
git add --all
git commit --quiet --message 'Read the settings elsewhere'
