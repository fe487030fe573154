using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Forecasting;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Forecasting;
using TopologyMirror.Tests.Hosting;
using TopologyMirror.Tuning;

namespace TopologyMirror.Tests.Tuning;

/// <summary>From a tuning result to a file of configuration, and back to the same forecaster in a host.</summary>
public sealed class PinnedModelsTests
{
    private static ForecastTuningResult Result(ForecastModelSet pick)
    {
        ModelSetChoice choice = ModelSetChoice.Of([TuningRows.Row(pick, 10, 1)], TimeSpan.FromMicroseconds(50), 0.1);
        return new ForecastTuningResult
        {
            Name = "requests", Step = TimeSpan.FromMinutes(5), HorizonSteps = 12, Budget = TimeSpan.FromMicroseconds(50), Origins = 1, SkippedOrigins = 0,
            ScoredSteps = 12, SeasonSteps = 288, Reference = choice.Pick.Accuracy, Rows = choice.Rows, Pick = choice.Pick, Reason = choice.Reason,
        };
    }

    /// <summary>The forecaster of cluster shop in a host whose configuration is this.</summary>
    private static IForecaster Hosted(string json, Action<MirrorPipelineBuilder>? configure = null)
    {
        var world = new SimulationWorld(7, HostWorld.Start);
        IForecaster? made = null;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        builder.Services.AddSingleton(world.Time);
        builder.Services.AddTopologyMirror(builder.Configuration.GetSection("TopologyMirror")).AddCluster("shop", cluster =>
        {
            HostWorld.Simulated(world, cluster).DecorateForecaster(inner => made = inner);
            configure?.Invoke(cluster);
        });
        using IHost host = builder.Build();
        world.Run(async () =>
        {
            await host.StartAsync(CancellationToken.None);
            await host.StopAsync(CancellationToken.None);
        });
        return made.ShouldNotBeNull();
    }

    [Fact]
    public void ToConfiguration_APick_IsTheSectionThatPinsIt() =>
        Result(new ForecastModelSet(ForecastModel.LevelSmoothing, ForecastModel.RidgeAutoregression)).ToConfiguration("shop").ShouldBe(
            """
            {
              "TopologyMirror": {
                "Clusters": {
                  "shop": {
                    "Forecast": {
                      "Models": [
                        "RidgeAutoregression",
                        "LevelSmoothing"
                      ]
                    }
                  }
                }
              }
            }
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Host_WithThePinnedPick_ForecastsLikeIt()
    {
        foreach (ForecastModelSet pick in ModelSetCatalogue.All.Where((_, i) => i % 4 == 0).Append(ForecastModelSet.DefaultPool))
        {
            ForecastTuningResult result = Result(pick);
            EnsembleForecaster hosted = Hosted(result.ToConfiguration("shop")).ShouldBeOfType<EnsembleForecaster>();
            hosted.Name.ShouldBe(result.ToForecaster().Name);
            hosted.Models.ShouldBe(result.ToForecaster().Models);
            double[] wave = TestSeries.Wave(120);
            hosted.Start(TestSeries.Hourly).Feed(wave).Rows().ShouldBe(result.ToForecaster().Start(TestSeries.Hourly).Feed(wave).Rows());
        }
    }

    [Fact]
    public void Host_WithoutPinnedModels_ForecastsAsBefore() => Hosted("{}").ShouldBeSameAs(EnsembleForecaster.Default);

    [Fact]
    public void Host_WithAModelThatIsNone_DoesNotStart() =>
        Should.Throw<InvalidHostException>(() => Hosted("""{ "TopologyMirror": { "Clusters": { "shop": { "Forecast": { "Models": [ "DirectRidge", "Rigde" ] } } } } }"""))
            .Message.ShouldContain($"MirrorPipelineOptions.Forecast.Models (Rigde) must be one of {string.Join(", ", Enum.GetNames<ForecastModel>())}.");

    [Fact]
    public void Host_WithPinnedModelsAndAForecasterOfItsOwn_DoesNotStart() =>
        Should.Throw<InvalidHostException>(() => Hosted(
            """{ "TopologyMirror": { "Clusters": { "shop": { "Forecast": { "Models": [ "DirectRidge" ] } } } } }""", c => c.UseForecaster(EnsembleForecaster.Default)))
            .Message.ShouldContain("ForecastOptions.Models (DirectRidge) of cluster 'shop' would not be used, because UseForecaster sets 'ensemble'; take one of them away.");

    [Fact]
    public void Builder_ModelsChangeInARevision_MakesAnotherForecaster()
    {
        var world = new SimulationWorld(7, HostWorld.Start);
        MirrorPipelineBuilder before = HostWorld.Simulated(world, new MirrorPipelineBuilder("shop")).UseTimeProvider(world.Time).Configure(o => o.Forecast.Models.Add("directridge"));
        PipelineParts? running = null;
        before.OnInForce(parts => running ??= parts).Build();
        MirrorPipelineBuilder same = before.Copy().Configure(o => o.Forecast.Horizon = TimeSpan.FromHours(2));
        same.Revise(before, running.ShouldNotBeNull()).Forecaster.ShouldBeSameAs(running.Forecaster);
        MirrorPipelineBuilder other = before.Copy().Configure(o => o.Forecast.Models.Add("LevelSmoothing"));
        other.Revise(before, running).Forecaster.Name.ShouldBe("DirectRidge+LevelSmoothing");
        before.Options.Forecast.Models.ShouldBe(["directridge"]);
    }
}
