using TopologyMirror.Capacity;
using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Pipeline;

public sealed class LeadTimeMeterTests
{
    [Fact]
    public void Observe_ReadyAndNotValidated_MeasuresUpToThePass()
    {
        TestWorld launching = new TestWorld().Add("a", InstanceState.Launching, launched: Noon);
        LeadTimeMeter meter = LeadTimeMeter.Start(new CapacityOptions()).Observe(launching.View(), Old, Noon);
        TestWorld pending = launching.In("a", InstanceState.Ready).Change("a", i => i with { Validation = ValidationStatus.Pending });
        meter = meter.Observe(pending.View(), Old, Noon.AddMinutes(2));
        meter.Launch.Measured.ShouldBeEmpty();

        meter = meter.Observe(pending.Change("a", i => i with { Validation = ValidationStatus.Passed }).View(), Old, Noon.AddMinutes(5));
        meter.Launch.Measured.ShouldBe([TimeSpan.FromMinutes(5)]);
    }
}
