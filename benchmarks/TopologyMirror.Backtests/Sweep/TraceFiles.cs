using System.Globalization;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Recorded loads on disk.</summary>
internal static class TraceFiles
{
    /// <summary>The files of a set, in ordinal order.</summary>
    /// <param name="data">The folder of the sets.</param>
    /// <param name="set">The set.</param>
    public static IReadOnlyList<FileInfo> Of(DirectoryInfo data, string set)
    {
        var folder = new DirectoryInfo(Path.Combine(data.FullName, set));
        return folder.Exists
            ? [.. folder.GetFiles("*.csv").OrderBy(f => f.Name, StringComparer.Ordinal)]
            : throw new BacktestException($"Set '{set}' is no folder of '{data}'.");
    }

    /// <summary>Reads a file on the regular grid that its first two lines set; missing steps become gaps.</summary>
    /// <param name="file">The file.</param>
    public static TraceSeries Read(FileInfo file)
    {
        (DateTimeOffset Time, double Value)[] samples = [.. File.ReadLines(file.FullName).Skip(1).Select(line => Parse(file, line))];
        if (samples.Length < 2)
        {
            throw new BacktestException($"'{file.Name}' has {samples.Length} samples.");
        }

        TimeSpan step = samples[1].Time - samples[0].Time;
        double[] values = [.. Enumerable.Repeat(double.NaN, (int)((samples[^1].Time - samples[0].Time).Ticks / step.Ticks) + 1)];
        foreach ((DateTimeOffset time, double value) in samples)
        {
            values[(int)((time - samples[0].Time).Ticks / step.Ticks)] = value;
        }

        return new TraceSeries(Path.GetFileNameWithoutExtension(file.Name), samples[0].Time, step, values);
    }

    private static (DateTimeOffset Time, double Value) Parse(FileInfo file, string line)
    {
        string[] cells = line.Split(',');
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return cells.Length == 2
            && DateTimeOffset.TryParse(cells[0], CultureInfo.InvariantCulture, utc, out DateTimeOffset time)
            && double.TryParse(cells[1], CultureInfo.InvariantCulture, out double value)
            ? (time, value)
            : throw new BacktestException($"'{file.Name}' has the line '{line}', which is no timestamp and value.");
    }
}
