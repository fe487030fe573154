using System.CommandLine.Parsing;
using System.Globalization;
using TopologyMirror.Quickstart.Traces;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Commands;

/// <summary>Reads the values of options. What cannot be read becomes an error of the command line that names option and value.</summary>
internal static class OptionValues
{
    private const double LeastRisk = 0.0001;
    private const double MostRisk = 0.5;

    private static readonly TimeSpan LongestLead = TimeSpan.FromHours(3);

    public static TraceArgument[] Traces(ArgumentResult result)
    {
        TraceArgument[] traces = [.. result.Tokens.Select(t => TraceArgument.Of(t.Value))];
        for (int i = 0; i < traces.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(traces[i].File))
            {
                result.AddError($"--trace '{result.Tokens[i].Value}' names no file.");
            }
        }

        return traces;
    }

    public static int Seed(ArgumentResult result)
    {
        string text = Text(result);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seed))
        {
            result.AddError($"--seed '{text}' is not a whole number from 0 to {int.MaxValue}.");
        }

        return seed;
    }

    public static ReplayEventVariant Events(ArgumentResult result)
    {
        string text = Text(result);
        ReplayEventVariant? variant = EventNames.Find(text);
        if (variant is null)
        {
            result.AddError($"--events '{text}' is none of {string.Join(", ", EventNames.All)}.");
        }

        return variant ?? ReplayEventVariant.None;
    }

    public static double? Risk(ArgumentResult result)
    {
        string text = Text(result);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double risk);
        if (!isNumber || !(risk >= LeastRisk && risk <= MostRisk))
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"--risk '{text}' is not a number from {LeastRisk} to {MostRisk}, for example 0.05."));
        }

        return risk;
    }

    /// <summary>A number with a unit (<c>90s</c>, <c>10m</c>, <c>1.5h</c>), or hours, minutes and seconds with colons.</summary>
    public static TimeSpan? LeadTime(ArgumentResult result)
    {
        string text = Text(result);
        TimeSpan? lead = Duration(text);
        if (lead is null)
        {
            result.AddError($"--lead-time '{text}' is not a duration such as 10m, 90s or 00:10:00.");
        }
        else if (lead <= TimeSpan.Zero || lead > LongestLead)
        {
            result.AddError($"--lead-time '{text}' is not longer than zero and at most {LongestLead.TotalHours:0} hours.");
        }

        return lead;
    }

    private static TimeSpan? Duration(string text)
    {
        double unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 } : 0;
        if (unit > 0)
        {
            bool isNumber = double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
            return isNumber && number * unit < TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromSeconds(number * unit) : null;
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : string.Empty;
}
