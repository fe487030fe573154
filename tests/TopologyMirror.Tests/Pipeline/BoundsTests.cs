using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>25 requests per second take 3 instances; it is noon UTC on a Thursday when the world begins.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void TickAsync_WeeklyFloor_IsServedWhenItBeginsAndLeftWhenItHasEnded()
    {
        PipelineWorld world = PipelineWorld.Steady();
        var berlin = new WeeklyWindow([DayOfWeek.Thursday], new TimeOnly(13, 30), new TimeOnly(14, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        world.Cluster.Watch.HoldTo(
            [TestWorld.Capacity() with { ScheduledFloors = [new ScheduledFloor(6, berlin)] }], [new LoadMetric { Name = new MetricName("rps") }], new SafetyOptions());
        MirrorPipeline pipeline = world.Builder().AddService("web", s =>
        {
            var floor = new ScheduledFloorOptions { Floor = 6, Start = new TimeOnly(13, 30), End = new TimeOnly(14, 0), TimeZone = "Europe/Berlin" };
            floor.Days.Add(DayOfWeek.Thursday);
            s.ScheduledFloors.Add(floor);
        }).Build();
        world.Run(async () =>
        {
            // The last tick before the launch lead of 10 minutes, the promote lead and one tick reach into the floor is the 18th minute.
            await world.TickAsync(pipeline, 16);
            (world.Serving, world.Cluster.Fleet.Instances.Count).ShouldBe((3, 4));

            await world.TickAsync(pipeline, 10);
            (world.Serving, world.Cluster.Fleet.Instances.Count).ShouldBe((3, 6));

            await world.TickAsync(pipeline, 1);
            await world.World.WaitUntilAsync(world.World.Start.AddMinutes(30));
            world.Serving.ShouldBe(6);

            for (int minute = 30; minute < 60; minute++)
            {
                await world.TickAsync(pipeline, 1);
                world.Serving.ShouldBe(6, $"minute {minute}");
            }

            await world.TickAsync(pipeline, 15);
            world.Summary().ShouldBe("serving 3, instances 4, routes 3, watched 3, violations 0");
        });

        RunPlan join = world.Runs.First().Plan;
        (join.Kind, join.Actor, join.Reason).ShouldBe((SwitchoverKind.Join, "schedule", "web: a floor of 6 is scheduled from 2026-01-01 12:30, live are 3."));
        world.Ticks.First(t => t.Decision!.Kind == PromotionKind.ScaleIn).Decision!.At.ShouldBeGreaterThanOrEqualTo(world.World.Start.AddMinutes(60));
        world.ShouldHaveJournaledEveryEffect();
    }

    [Theory]
    [InlineData(50, 6)]
    [InlineData(20, 3)]
    public void Rollback_OfWhatAFloorAskedFor_IsRefusedWhileTheFloorIsInForce(int minutes, int serving)
    {
        PipelineWorld world = PipelineWorld.Steady();
        DateTimeOffset start = world.World.Start.AddMinutes(10);
        MirrorPipeline pipeline = world.Builder().AddService(
            "web", s => s.ScheduledFloors.Add(new ScheduledFloorOptions { Floor = 6, From = start, To = start.AddMinutes(minutes) })).Build();
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, 28, _ => world.Serving == 6);
            await world.TickAsync(pipeline, 30 - (int)(world.World.Now - world.World.Start).TotalMinutes);
            pipeline.Operator.Rollback("ann", "too many");
            await world.TickAsync(pipeline, 4);
        });

        world.Serving.ShouldBe(serving);
        world.Runs.Any(r => r.Plan.Undoes is not null && r.Outcome == SwitchoverOutcome.Committed).ShouldBe(serving == 3);
        world.Journal.Any(r => r.Kind == JournalRecordKind.Command).ShouldBeTrue();
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData(0.25, 5)]
    public void TickAsync_ForecastAboveTheCeiling_IsServedOnlyWithABuffer(double? buffer, int serving)
    {
        PipelineWorld world = PipelineWorld.Steady();
        MirrorPipeline pipeline = world.Builder()
            .AddService("web", s => (s.Ceiling, s.CeilingBuffer) = (4, buffer))
            .UseForecaster(new SteadyForecaster(_ => 50))
            .Build();
        world.Run(async () => await world.TickAsync(pipeline, 25));

        world.Serving.ShouldBe(serving);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
        world.Ticks.Any(t => t.Decision!.Reasons.Any(r => r.Code == PromotionReasonCode.CeilingRaised)).ShouldBe(buffer is not null);
    }

    [Fact]
    public void TickAsync_ForecastFallsBelowTheCeiling_LiveComesDownToItAgain()
    {
        PipelineWorld world = new(m => m < 40 ? 45 : 52);
        int raised = -1;
        MirrorPipeline pipeline = world.Builder()
            .AddService("web", s => (s.Ceiling, s.CeilingBuffer) = (5, 0.2))
            .UseForecaster(new SteadyForecaster(_ => raised < 0 ? 70 : 50))
            .Build();
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, 40);
            world.Serving.ShouldBe(7);
            raised = 0;
            await world.TickAsync(pipeline, 20);
        });

        world.Serving.ShouldBe(5);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }
}
