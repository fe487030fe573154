using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using TopologyMirror.Quickstart;
using TopologyMirror.Tuning;

namespace TopologyMirror.ForecastTuning.Commands;

/// <summary>The command line.</summary>
internal static class TuningCommand
{
    private static readonly (string Unit, double Microseconds)[] Units = [("us", 1), ("µs", 1), ("μs", 1), ("ms", 1e3), ("s", 1e6)];

    private static readonly ForecastTunerOptions Defaults = new();

    private static readonly Option<string> Csv = new("--csv")
    {
        Description = "A CSV file with the columns timestamp,value (RFC 3339). Without it, two weeks of load in five-minute steps are generated.",
        HelpName = "FILE.csv",
    };

    private static readonly Option<TimeSpan> Budget = new("--budget")
    {
        Description = "What learning one sample and making one forecast may take together.",
        HelpName = "TIME",
        CustomParser = ReadBudget,
        DefaultValueFactory = _ => Defaults.Budget,
    };

    private static readonly Option<int> Horizon = new("--horizon")
    {
        Description = "How many steps are forecast.",
        HelpName = "STEPS",
        CustomParser = result => ReadNumber(result, "--horizon"),
        DefaultValueFactory = _ => Defaults.HorizonSteps,
    };

    private static readonly Option<int> Origins = new("--origins")
    {
        Description = "How many forecasts of each model set are scored, spread over the newer half of the history.",
        HelpName = "N",
        CustomParser = result => ReadNumber(result, "--origins"),
        DefaultValueFactory = _ => Defaults.Origins,
    };

    private static readonly Option<string> Cluster = new("--cluster")
    {
        Description = "Name of the cluster that the pick is pinned for.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "shop",
    };

    private static readonly Option<bool> All = new("--all") { Description = "Prints every model set, also the pairs and triples that another set beats in cost and accuracy." };

    private static readonly Option<string> Html = new("--html") { Description = "Writes a page with charts; it loads nothing from anywhere.", HelpName = "FILE.html" };

    private static readonly Option<string> Configuration = new("--write-config")
    {
        Description = "Writes the configuration that pins the pick; a file that exists is not overwritten.",
        HelpName = "FILE.json",
    };

    private static readonly RootCommand Root = new("Measures on a load history what forecasts cost and how good they are, and picks the best within a budget.")
    {
        Csv, Budget, Horizon, Origins, Cluster, All, Html, Configuration,
    };

    /// <summary>Parses the command line.</summary>
    /// <exception cref="InputException">It has an error; the first one is named.</exception>
    public static ParseResult Parse(IReadOnlyList<string> arguments)
    {
        ParseResult result = Root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isHelp = result.Action is not null and not ParseErrorAction;
        return result.Errors.Count == 0 || isHelp ? result : throw new InputException(result.Errors[0].Message);
    }

    /// <summary>Shows help, or the version.</summary>
    public static int Show(ParseResult command, TextWriter output, TextWriter error) =>
        command.Invoke(new InvocationConfiguration { Output = output, Error = error });

    /// <summary>Reads the options of a command line without errors.</summary>
    public static TuningSettings Read(ParseResult command) => new()
    {
        Csv = command.GetValue(Csv),
        Budget = command.GetValue(Budget),
        Horizon = command.GetValue(Horizon),
        Origins = command.GetValue(Origins),
        Cluster = command.GetValue(Cluster) is { } cluster && !string.IsNullOrWhiteSpace(cluster) ? cluster : throw new InputException("--cluster names no cluster."),
        All = command.GetValue(All),
        Html = command.GetValue(Html),
        Configuration = command.GetValue(Configuration),
    };

    private static TimeSpan ReadBudget(ArgumentResult result)
    {
        string text = Text(result);
        (string unit, double microseconds) = Units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        if (unit is not null && double.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number * microseconds is >= 0.1 and <= 60e6)
        {
            return TimeSpan.FromMicroseconds(number * microseconds);
        }

        result.AddError($"--budget '{text}' is not a time from 0.1us to 60s, for example 50us or 1.5ms.");
        return default;
    }

    private static int ReadNumber(ArgumentResult result, string option)
    {
        string text = Text(result);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            result.AddError($"{option} '{text}' is not a whole number from 0 to {int.MaxValue}.");
        }

        return number;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : string.Empty;
}
