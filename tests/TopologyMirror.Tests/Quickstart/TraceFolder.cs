using System.Globalization;
using System.Text;

namespace TopologyMirror.Tests.Quickstart;

/// <summary>A temporary folder with trace files; it is gone when the test ends.</summary>
internal sealed class TraceFolder : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public string Path { get; } = Directory.CreateTempSubdirectory("quickstart-").FullName;

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A wave with a surge in its last third, <paramref name="count"/> samples long.</summary>
    public string Wave(string name, int count = 360, TimeSpan? step = null, DateTimeOffset? start = null, double height = 100)
    {
        var text = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < count; i++)
        {
            double surge = i > count * 2 / 3 && i < count * 5 / 6 ? 1.8 : 1;
            double load = height * surge * (1.2 + Math.Sin(i / 40.0));
            text.Append(CultureInfo.InvariantCulture, $"{(start ?? Start) + (i * (step ?? TimeSpan.FromMinutes(1))):yyyy-MM-ddTHH:mm:ssZ},{load:0.000}\n");
        }

        return Write(name, text.ToString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
