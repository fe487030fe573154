using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using TopologyMirror.Telemetry;
using TopologyMirror.Tests.Architecture;

namespace TopologyMirror.Tests.Docs;

/// <summary>docs/telemetry.md lists what the code has, no more and no less.</summary>
public sealed class TelemetryPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "telemetry.md"));

    private static IEnumerable<T> Constants<T>(string suffix) => typeof(MirrorTelemetry)
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
        .Where(f => f.Name.EndsWith(suffix, StringComparison.Ordinal) && f.FieldType == typeof(T))
        .Select(f => (T)f.GetValue(null)!);

    private static string[] FirstColumn(string heading) =>
    [
        .. Page.Split("## " + heading)[1].Split("\n## ")[0].Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(l => l.Split('|')[1].Trim().Trim('`')),
    ];

    [Fact]
    public void Instruments_PageAndCode_Agree()
    {
        Instrument[] instruments =
        [
            .. typeof(MirrorTelemetry).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
                .Select(f => f.GetValue(null)).OfType<Instrument>(),
        ];
        instruments.ShouldNotBeEmpty();
        FirstColumn("Instruments").ShouldBe(instruments.Select(i => i.Name), ignoreOrder: true);
        foreach (Instrument instrument in instruments)
        {
            Page.ShouldContain($"| `{instrument.Name}` | {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} | `{instrument.Unit}` |");
            Page.ShouldContain($"| {instrument.Description} |");
        }
    }

    [Fact]
    public void Tags_PageAndCode_Agree() => FirstColumn("Tags").ShouldBe(Constants<string>("Tag"), ignoreOrder: true);

    [Fact]
    public void Activities_PageAndCode_Agree() => FirstColumn("Activities").ShouldBe(Constants<string>("Activity"), ignoreOrder: true);

    [Fact]
    public void LogEvents_PageAndCode_Agree()
    {
        LoggerMessageAttribute[] events =
        [
            .. typeof(MirrorTelemetry).Assembly.GetTypes()
                .Where(t => string.Equals(t.Name, "Log", StringComparison.Ordinal))
                .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public))
                .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>(),
        ];
        events.ShouldNotBeEmpty();
        Page.Split("## Log events")[1].Split('\n').Where(l => l.StartsWith("| 1", StringComparison.Ordinal))
            .ShouldBe(events.Select(e => $"| {e.EventId} | {e.Level} | {e.Message} |"), ignoreOrder: true);
    }
}
