using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>What was set on the options after Build changed the running pipeline.</summary>
public sealed class R0007_BuiltPipelinesKeepTheirOptions
{
    [Fact]
    public void Options_SetAfterBuild_ChangeNothing()
    {
        PipelineWorld world = PipelineWorld.Steady();
        MirrorPipelineBuilder builder = world.Builder();
        MirrorPipeline pipeline = builder.Build();
        builder.Options.Capacity.Risk = 2;
        builder.Options.TickInterval = TimeSpan.FromHours(1);
        builder.Options.Services["web"].Floor = 50;
        world.Run(() => world.TickAsync(pipeline, times: 10));

        pipeline.TickInterval.ShouldBe(TimeSpan.FromMinutes(1));
        world.Serving.ShouldBe(3);
    }
}
