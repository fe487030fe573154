namespace TopologyMirror.Propagation;

/// <summary>Takes values that must not leave an instance out of text, and keeps its end. For ports that capture output. Pure.</summary>
public static class OutputRedactor
{
    /// <summary>What stands in the place of a value.</summary>
    public const string Mask = "[redacted]";

    /// <summary>Redacts a text and keeps its last characters, in this order, so that no part of a value is left at the cut.</summary>
    /// <param name="output">The text.</param>
    /// <param name="values">The values, matched exactly; empty ones are passed over. A value that was encoded before it was printed is not found.</param>
    /// <param name="limit">Most characters to keep; at least 0.</param>
    public static string Tail(string output, IEnumerable<string> values, int limit)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        string redacted = output;

        // The longest first: a value that holds a shorter one goes as a whole.
        foreach (string value in values.Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length).ThenBy(v => v, StringComparer.Ordinal))
        {
            redacted = redacted.Replace(value, Mask, StringComparison.Ordinal);
        }

        return redacted.Length <= limit ? redacted : redacted[^limit..];
    }
}
