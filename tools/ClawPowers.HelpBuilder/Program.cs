using ClawPowers.HelpBuilder;

if (args.Length != 2)
{
    await Console.Error.WriteLineAsync("Usage: ClawPowers.HelpBuilder <folder of Markdown pages> <folder for the help files>");
    return 2;
}

try
{
    HelpFiles.Build(args[0], args[1]);
    return 0;
}
catch (PageException exception)
{
    // MSBuild reads this form and shows the file and the line.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
