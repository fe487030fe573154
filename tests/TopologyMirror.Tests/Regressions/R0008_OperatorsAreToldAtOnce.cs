using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>A promotion of an unknown service was accepted and dropped later; one beyond the ceiling was carried out.</summary>
public sealed class R0008_OperatorsAreToldAtOnce
{
    [Fact]
    public void Promote_UnknownService_IsRefusedInTheReceipt() =>
        PipelineWorld.Steady().Build().Operator.Promote("ann", "test", new ServiceName("nosuch"))
            .ShouldBe(new OperatorReceipt(false, "Cluster 'shop' has no service 'nosuch'; it has: web."));

    [Fact]
    public void Promote_AtTheCeiling_ChangesNothing()
    {
        PipelineWorld world = PipelineWorld.Steady();
        MirrorPipeline pipeline = world.Builder().AddService("web", s => s.Ceiling = 3).Build();
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, times: 10);
            pipeline.Operator.Promote("ann", "test").IsAccepted.ShouldBeTrue();
            await world.TickAsync(pipeline, times: 3);
        });
        world.Serving.ShouldBe(3);
        world.Runs.ShouldBeEmpty();
    }
}
