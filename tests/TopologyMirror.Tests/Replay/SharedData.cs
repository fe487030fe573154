using System.Globalization;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

/// <summary>Recorded loads that lie beside the repository on some machines and are never part of it.</summary>
internal static class SharedData
{
    /// <summary>The folder; null where it is not there.</summary>
    public static string? Folder()
    {
        string? named = Environment.GetEnvironmentVariable("TOPOLOGYMIRROR_DATA");
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? named : null;
        }

        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "TopologyMirror.sln")))
            {
                string beside = Path.Combine(at.FullName, "..", "shared", "data");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }

    public static TraceSeries Read(string folder, string set, string name)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(folder, set, name + ".csv")).Skip(1).Select(line => line.Split(','))];
        DateTimeOffset first = Time(rows[0][0]);
        return new TraceSeries(name, first, Time(rows[1][0]) - first, rows.Select(r => double.Parse(r[1], CultureInfo.InvariantCulture)));
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
