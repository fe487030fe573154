namespace TopologyMirror.Propagation;

/// <summary>Takes values that must not leave an instance out of text, and keeps its end. For ports that capture output. Pure.</summary>
public static class OutputRedactor
{
    /// <summary>What stands in the place of a value.</summary>
    public const string Mask = "[redacted]";

    /// <summary>Values of an environment that are shorter say nothing by themselves, and would take half of a text with them.</summary>
    private const int ShortestOfEnvironment = 4;

    /// <summary>Redacts a text and keeps its last characters, in this order, so that no part of a value is left at the cut.</summary>
    /// <param name="output">The text.</param>
    /// <param name="values">The values, matched exactly; empty ones are passed over. A value that was encoded before it was printed is not found.</param>
    /// <param name="limit">Most characters to keep; at least 0.</param>
    public static string Tail(string output, IEnumerable<string> values, int limit)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        string redacted = Redact(output, values);
        return redacted.Length <= limit ? redacted : redacted[^limit..];
    }

    /// <summary>The values of a revision's environment that are taken out of text about it; none where the revision is not known.</summary>
    internal static IEnumerable<string> ValuesOf(ConfigurationBundle? bundle) =>
        bundle is null ? [] : bundle.Environment.Values.Where(v => v.Length >= ShortestOfEnvironment);

    /// <summary>Redacts a text and keeps all of it.</summary>
    internal static string Redact(string text, IEnumerable<string> values)
    {
        string redacted = text;

        // The longest first: a value that holds a shorter one goes as a whole.
        foreach (string value in values.Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length).ThenBy(v => v, StringComparer.Ordinal))
        {
            redacted = redacted.Replace(value, Mask, StringComparison.Ordinal);
        }

        return redacted;
    }
}
