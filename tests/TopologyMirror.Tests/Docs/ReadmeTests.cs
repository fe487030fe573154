using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Architecture;

namespace TopologyMirror.Tests.Docs;

/// <summary>The code of the README compiles and runs: it stands here word for word.</summary>
public sealed class ReadmeTests
{
    private static IHost ReadmeHost(HostApplicationBuilder builder, DateTimeOffset start)
    {
        var world = new SimulationWorld(seed: 1, start);
        builder.Services.AddSingleton(world.Time);
        builder.Services.AddTopologyMirror()
            .AddCluster("shop", cluster => cluster
                .AddService("api", s => { s.LoadPerInstance = 120; s.Floor = 2; })
                .AddLoadMetric("http.server.request.duration", m => m.Rate())
                .UseSimulation(world)
                .RunAs(ControlMode.Automatic));
        return builder.Build();
    }

    [Fact]
    public void Code_OfTheReadme_BuildsItsCluster()
    {
        using IHost host = ReadmeHost(Host.CreateEmptyApplicationBuilder(null), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        MirrorPipeline pipeline = host.Services.GetRequiredService<MirrorPipelines>()["shop"];
        pipeline.Status.Mode.ShouldBe(ControlMode.Automatic);
    }

    [Fact]
    public async Task Code_OfTheReadme_StandsHereWordForWord()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "README.md"), TestContext.Current.CancellationToken);
        string code = readme.Split("```csharp\n")[1].Split("```")[0];
        string here = await File.ReadAllTextAsync(
            Path.Combine(SourceTree.Root, "tests", "TopologyMirror.Tests", "Docs", "ReadmeTests.cs"), TestContext.Current.CancellationToken);
        string[] lines = [.. here.Split('\n').Select(l => l.Trim())];
        foreach (string line in code.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines.ShouldContain(line.Trim());
        }
    }
}
