using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.Output;
using ClawPowers.Core;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;
using ClawPowers.Core.Text;

namespace ClawPowers.Cli.CommandLine;

/// <summary>One run of a command: what was asked for, and what to do it with.</summary>
internal sealed class Invocation(ParseResult parse, Shell shell, CancellationToken cancellation)
{
    private ClawContext? _context;
    private StateStore? _store;

    public Shell Shell => shell;

    public CancellationToken Cancellation => cancellation;

    public TextWriter Out => shell.Out;

    public bool Json => parse.GetValue(CommonOptions.Json);

    /// <summary>The store and who asks: whom the line names, or else what is around it.</summary>
    public ClawContext Context => _context ??= Booked(shell.Context());

    public StateStore Store => _store ??= new StateStore(Context);

    /// <summary>The scope asked for; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope => parse.GetValue(CommonOptions.Scope)?.ToUpperInvariant() switch
    {
        null => null,
        "PROJECT" => ClawScope.Project,
        "GLOBAL" when Project is not null => throw CommandLineErrors.Invalid("--scope global and --project contradict each other. Leave one of them out."),
        "GLOBAL" => ClawScope.Global,
        "ALL" when Project is not null => throw CommandLineErrors.Invalid("--scope all and --project contradict each other. Leave one of them out."),
        "ALL" => ClawScope.All,
        _ => throw CommandLineErrors.Invalid($"'{parse.GetValue(CommonOptions.Scope)}' is not a scope. Allowed: project, global, all."),
    };

    /// <summary>The project asked for; null for that of the location.</summary>
    public string? Project => parse.GetValue(CommonOptions.Project) switch
    {
        null => null,
        var name when string.IsNullOrWhiteSpace(name) => throw CommandLineErrors.Invalid("--project needs a name, such as github.com/owner/name."),
        var name => name.Trim(),
    };

    /// <summary>Whether the caller wants every scope there is.</summary>
    public bool WantsAllScopes => (Scope ?? (Project is null ? Context.DefaultScope : null)) is ClawScope.All;

    public string Key => parse.GetRequiredValue(CommonOptions.Key);

    /// <summary>The version that the entry must have; null for any.</summary>
    public long? IfVersion => Version(CommonOptions.IfVersion, minimum: 0);

    /// <summary>When the entry ends that is written now; null if it does not.</summary>
    public DateTimeOffset? ExpiresAt =>
        parse.GetValue(CommonOptions.ExpiresIn) is { } text ? Context.Time.GetUtcNow() + Duration.Parse(text) : null;

    /// <summary>Whether an option is in the line.</summary>
    public bool IsGiven(Option option) => parse.GetResult(option) is { Implicit: false };

    public bool Flag(Option<bool> option) => parse.GetValue(option);

    public string Required(Argument<string> argument) => parse.GetRequiredValue(argument);

    public string? Text(Argument<string?> argument) => parse.GetValue(argument);

    public string[] Words(Argument<string[]> argument) => parse.GetRequiredValue(argument);

    public string? Text(Option<string> option) => parse.GetValue(option);

    /// <summary>The values of an option in their order; null if it was left out.</summary>
    public string[]? Texts(Option<string[]> option) => parse.GetValue(option) is { Length: > 0 } texts ? texts : null;

    /// <summary>The argument, or all of standard input if it is <c>-</c>.</summary>
    public string Value(Argument<string> argument) => Value(parse.GetRequiredValue(argument));

    /// <summary>The option's text, or all of standard input if it is <c>-</c>; null if it was left out.</summary>
    public string? Value(Option<string> option) => parse.GetValue(option) is { } text ? Value(text) : null;

    /// <summary>A whole number, or null if it was left out.</summary>
    public long? Integer(Argument<string?> argument) => Integer(parse.GetValue(argument), $"<{argument.Name}>", long.MinValue);

    /// <summary>A whole number, or null if it was left out.</summary>
    public long? Integer(Option<string> option) => Integer(parse.GetValue(option), option.Name, long.MinValue);

    /// <summary>A whole number that is not below a minimum, or null if it was left out.</summary>
    public long? Version(Option<string> option, long minimum) => Integer(parse.GetValue(option), option.Name, minimum);

    /// <summary>The skills asked for; null for all.</summary>
    public string[]? Skills => Texts(MetricOptions.Skills);

    /// <summary>Since when; null for ever.</summary>
    public DateTimeOffset? Since =>
        parse.GetValue(MetricOptions.Since) is { } text ? OptionText.Past(text, MetricOptions.Since.Name, Context.Time.GetUtcNow()) : null;

    /// <summary>The outcomes asked for; null for all.</summary>
    public SkillOutcome[]? Outcomes =>
        Texts(MetricOptions.Outcomes) is { } texts ? [.. texts.Select(static text => OptionText.Choice<SkillOutcome>(text, MetricOptions.Outcomes.Name))] : null;

    /// <summary>The conditions on measures; null for none.</summary>
    public MeasureCondition[]? Conditions => Texts(MetricOptions.Where) is { } texts ? [.. texts.Select(MeasureCondition.Parse)] : null;

    /// <summary>Which entries to read.</summary>
    public StateQuery Query(KeyPattern keys) => new() { Keys = keys, Scope = Scope, Project = Project };

    private ClawContext Booked(ClawContext context)
    {
        string? session = Given(parse.GetValue(CommonOptions.SessionId));
        return context with
        {
            SessionId = session ?? context.SessionId,
            SessionSource = session is null ? context.SessionSource : SessionSource.Given,
            Agent = Given(parse.GetValue(CommonOptions.Agent)) ?? context.Agent,
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private string Value(string text) => text == "-" ? StandardInput.ReadValue(shell, cancellation) : text;

    private static long? Integer(string? text, string name, long minimum)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= minimum)
        {
            return number;
        }

        string allowed = minimum == long.MinValue ? "a whole number of up to 64 bits, such as 5 or -1" : $"a whole number from {minimum.ToString(CultureInfo.InvariantCulture)}";
        throw CommandLineErrors.Invalid($"'{text}' is not possible for {name}. Allowed: {allowed}.");
    }
}
