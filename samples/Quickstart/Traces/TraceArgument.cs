namespace TopologyMirror.Quickstart.Traces;

/// <summary>One <c>--trace</c>: a file, and the name of the metric that it holds. Immutable.</summary>
/// <param name="Name">The name; null when none was given.</param>
/// <param name="File">Path of the file.</param>
internal sealed record TraceArgument(string? Name, string File)
{
    /// <summary>The name in force: the one given, or that of the file without folder and extension, or its path where that leaves nothing.</summary>
    public string EffectiveName => Name ?? (Path.GetFileNameWithoutExtension(File) is { Length: > 0 } stem ? stem : File);

    /// <summary>Splits <c>name=FILE</c>. A file that exists under the whole text is that file, whatever it is called.</summary>
    /// <param name="text">The value of the option.</param>
    public static TraceArgument Of(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 || System.IO.File.Exists(text) ? new TraceArgument(null, text) : new TraceArgument(text[..equals], text[(equals + 1)..]);
    }
}
