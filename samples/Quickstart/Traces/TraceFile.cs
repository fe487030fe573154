using System.Globalization;

namespace TopologyMirror.Quickstart.Traces;

/// <summary>Reads the lines of a trace file: a header <c>timestamp,value</c>, then one time and one load per line, in rising order.</summary>
internal static class TraceFile
{
    private const int LongestQuote = 60;

    // A replay looks behind and ahead of its trace; at the ends of the calendar there is no time to look at.
    private const int FirstYear = 1970;
    private const int LastYear = 9000;

    private static readonly string[] Columns = ["timestamp", "value"];

    /// <summary>Reads all samples.</summary>
    /// <param name="file">Path of the file.</param>
    /// <exception cref="InputException">The file cannot be read, or a line is no sample.</exception>
    public static IReadOnlyList<TraceSample> Read(string file)
    {
        if (Directory.Exists(file))
        {
            throw new InputException($"The trace file '{file}' is a directory, not a CSV file.");
        }

        try
        {
            using var reader = new StreamReader(file);
            return Read(file, reader);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new InputException($"The trace file '{file}' does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The trace file '{file}' cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static List<TraceSample> Read(string file, StreamReader reader)
    {
        if (reader.ReadLine() is not { } header)
        {
            throw new InputException($"The trace file '{file}' is empty; its first line must be 'timestamp,value'.");
        }

        string[] columns = Fields(header);
        if (!columns.SequenceEqual(Columns, StringComparer.Ordinal))
        {
            throw new InputException($"The trace file '{file}' has the columns {Quote(string.Join(',', columns))}; they must be 'timestamp,value'.");
        }

        var samples = new List<TraceSample>();
        for (long line = 2; reader.ReadLine() is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                samples.Add(Sample(file, line, Fields(text), samples.Count > 0 ? samples[^1] : null));
            }
        }

        return samples;
    }

    /// <summary>Times and numbers hold no comma and no quote, so a field is what lies between commas, with or without quotes around it.</summary>
    private static string[] Fields(string line) =>
        [.. line.Split(',').Select(f => f.Trim()).Select(f => f is ['"', .. var inner, '"'] ? inner : f)];

    private static TraceSample Sample(string file, long line, string[] fields, TraceSample? before)
    {
        string where = $"Line {line} of the trace file '{file}'";
        if (fields.Length != Columns.Length)
        {
            throw new InputException($"{where} has {fields.Length} field{(fields.Length == 1 ? "" : "s")}, {Quote(string.Join(',', fields))}; it must have a timestamp and a value.");
        }

        if (Rfc3339.YearOf(fields[0]) is < FirstYear or > LastYear)
        {
            throw new InputException($"{where} has the timestamp {Quote(fields[0])}; its year must be from {FirstYear} to {LastYear}.");
        }

        if (!Rfc3339.TryParse(fields[0], out DateTimeOffset time))
        {
            throw new InputException($"{where} has the timestamp {Quote(fields[0])}, which is no RFC 3339 time such as 2026-01-05T12:00:00Z.");
        }

        if (!double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double load))
        {
            throw new InputException($"{where} has the value {Quote(fields[1])}, which is not a number.");
        }

        if (!double.IsFinite(load) || load < 0)
        {
            throw new InputException($"{where} has the value {Quote(fields[1])}; a load is a finite number, zero or greater.");
        }

        if (before is { } last && time <= last.Time)
        {
            string fault = time == last.Time ? "repeats the timestamp of" : "has a timestamp before that of";
            throw new InputException($"{where} {fault} line {last.Line}: {Rfc3339.Format(time)} after {Rfc3339.Format(last.Time)}; timestamps must rise.");
        }

        return new TraceSample(line, time, load);
    }

    /// <summary>A foreign text, short enough for a message.</summary>
    private static string Quote(string text) => $"'{(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)}'";
}
