using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Hosting;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Architecture;

namespace TopologyMirror.Tests.Docs;

/// <summary>The code of the README compiles and runs: it stands here word for word.</summary>
public sealed partial class ReadmeTests
{
    private static readonly StringWriter Console = new();

    [Fact]
    public void Code_OfTheReadme_JoinsTheShadow()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var world = new SimulationWorld(seed: 1, start);
        builder.Services.AddSingleton(world.Time);
        builder.Services.AddTopologyMirror()
            .AddCluster("shop", cluster => cluster
                .AddService("api", s => { s.LoadPerInstance = 120; s.Floor = 2; })
                .AddLoadMetric("http.server.request.duration", m => m.Rate())
                .UseSimulation(world)
                .RunAs(ControlMode.Automatic));

        SimulatedCluster shop = world.Cluster(new ClusterName("shop"));
        shop.StartLive(new ServiceName("api"), count: 2);
        shop.Metrics.Set(new MetricName("http.server.request.duration"), new SimulatedLoad(
            start, Step: TimeSpan.FromMinutes(1), VisibleAfter: TimeSpan.FromMinutes(1), [.. Enumerable.Range(0, 60).Select(m => 200.0 + (4 * m))]));
        using IHost host = builder.Build();
        MirrorPipeline pipeline = host.Services.GetRequiredService<MirrorPipelines>()["shop"];
        world.Run(async () =>
        {
            await host.StartAsync();
            for (int minute = 0; minute < 60; minute++)
            {
                await world.WaitUntilAsync(start.AddMinutes(minute));
                TickResult tick = await pipeline.TickAsync(CancellationToken.None);
                Console.WriteLine($"{tick.At:HH:mm} {tick.Decision?.Kind}: {tick.Decision?.Reasons[0]}");
            }
        });

        Console.ToString().ShouldContain(" Join: api: ");
        shop.Serving(new ServiceName("api")).ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task Code_OfTheReadme_StandsHereWordForWord()
    {
        string readme = await ReadAsync("README.md");
        string[] lines = [.. (await ReadAsync("tests/TopologyMirror.Tests/Docs/ReadmeTests.cs")).Split('\n').Select(l => l.Trim())];
        string[] blocks = [.. readme.Split("```csharp\n").Skip(1).Select(b => b.Split("```")[0])];
        blocks.Length.ShouldBe(2);
        foreach (string line in blocks.SelectMany(b => b.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            lines.ShouldContain(line.Trim());
        }
    }

    [Fact]
    public async Task Links_OfEveryPage_LeadSomewhere()
    {
        string[] pages = ["README.md", "CHANGELOG.md", .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories)];
        foreach (string page in pages)
        {
            string path = Path.Combine(SourceTree.Root, page);
            foreach (Match link in Link().Matches(await ReadAsync(page)))
            {
                string target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, link.Groups[1].Value));
                (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue($"{page} links to {link.Groups[1].Value}");
            }
        }
    }

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    private static Task<string> ReadAsync(string path) =>
        File.ReadAllTextAsync(Path.Combine(SourceTree.Root, path), TestContext.Current.CancellationToken);
}
