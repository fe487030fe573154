namespace TopologyMirror;

/// <summary>A name of a cluster, service, instance, metric or digest does not have the form that it must have.</summary>
public sealed class InvalidNameException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What was to be named, for example <c>service name</c>.</param>
    /// <param name="value">The value that was refused.</param>
    /// <param name="rule">The form that the value must have.</param>
    public InvalidNameException(string kind, string? value, string rule)
        : base($"'{OneLine(value)}' is no valid {kind}: {rule}.")
    {
        Kind = kind;
        Value = value;
    }

    private static string? OneLine(string? value) =>
        value is null ? null : string.Concat(value.Select(c => char.IsControl(c) ? '?' : c));

    /// <summary>What was to be named.</summary>
    public string Kind { get; }

    /// <summary>The value that was refused.</summary>
    public string? Value { get; }
}
