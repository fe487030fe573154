using System.CommandLine;
using System.CommandLine.Invocation;
using TopologyMirror.Quickstart.Output;
using TopologyMirror.Quickstart.Traces;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Commands;

/// <summary>The command line.</summary>
internal static class QuickstartCommand
{
    private static readonly Option<TraceArgument[]> Trace = new("--trace")
    {
        Description = "A CSV file with the columns timestamp,value (RFC 3339). Repeat it as name=FILE for several metrics of one cluster. "
            + "Without it, two weeks of load are generated.",
        HelpName = "FILE.csv",
        CustomParser = OptionValues.Traces,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The same number, trace and options give the same result. Launches are drawn by this number and the trace's name, "
            + "so another name gives other launches; latencies and the generated load by this number.",
        HelpName = "N",
        CustomParser = OptionValues.Seed,
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<TimeSpan?> LeadTime = new("--lead-time")
    {
        Description = "A constant time from launch to ready, for example 10m. Without it, leads are drawn: median 10 minutes, one in a hundred fails.",
        HelpName = "TIME",
        CustomParser = OptionValues.LeadTime,
    };

    private static readonly Option<double?> Risk = new("--risk")
    {
        Description = "Accepted probability that load exceeds the planned capacity. Without it, the library's default.",
        HelpName = "P",
        CustomParser = OptionValues.Risk,
    };

    private static readonly Option<ReplayEventVariant> Events = new("--events")
    {
        Description = "What happens besides load. plain: two releases; no-capacity: and 30 minutes in which no launch is accepted; "
            + "bad-release: the first one fails under traffic; step-at-release: load rises by half as the first one begins; "
            + "dip: load falls to a fifth for 20 minutes, then is at one and a half for 20; none: nothing.",
        HelpName = string.Join('|', EventNames.All),
        CustomParser = OptionValues.Events,
        DefaultValueFactory = _ => ReplayEventVariant.Plain,
    };

    private static readonly Option<string> Report = new("--report")
    {
        Description = "Writes a page with charts; it loads nothing from anywhere.",
        HelpName = "FILE.html",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Writes one JSON object and nothing else to standard output." };

    private static readonly RootCommand Root = new(
        "Replays a load through TopologyMirror on a simulated cluster, and compares it with policies that do not forecast.")
    {
        Trace, Seed, LeadTime, Risk, Events, Report, Json,
    };

    /// <summary>Parses the command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="InputException">It has an error; the first one is named.</exception>
    public static ParseResult Parse(IReadOnlyList<string> arguments)
    {
        ParseResult result = Root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isHelp = result.Action is not null && result.Action is not ParseErrorAction;
        return result.Errors.Count == 0 || isHelp ? result : throw new InputException(result.Errors[0].Message);
    }

    /// <summary>Shows what an option that ends the program asks for: help, or the version.</summary>
    /// <param name="action">What it asks for.</param>
    /// <param name="command">The command line.</param>
    /// <param name="surface">Where to show it.</param>
    public static int Show(CommandLineAction action, ParseResult command, ConsoleSurface surface)
    {
        var invocation = new InvocationConfiguration { Output = surface.Output, Error = surface.Error };
        return action is SynchronousCommandLineAction ? command.Invoke(invocation) : QuickstartApp.BadInput;
    }

    /// <summary>Reads the options.</summary>
    /// <param name="command">The command line, without errors.</param>
    public static QuickstartSettings Read(ParseResult command) => new()
    {
        Traces = command.GetValue(Trace) ?? [],
        Seed = command.GetValue(Seed),
        LeadTime = command.GetValue(LeadTime),
        Risk = command.GetValue(Risk),
        Events = command.GetValue(Events),
        Report = command.GetValue(Report),
        Json = command.GetValue(Json),
    };
}
