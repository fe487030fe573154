using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Pipeline;

public sealed class ScheduledFloorOptionsTests
{
    private const string Which = "ServiceOptions.ScheduledFloors[0] of service 'web'";

    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 0, 0, 0, TimeSpan.FromHours(1));

    public static TheoryData<Action<ScheduledFloorOptions>, string> Bad => new()
    {
        { f => f.Floor = 41, $"ScheduledFloorOptions.Floor (41) of {Which} must not be greater than ServiceOptions.Ceiling (40)." },
        { f => f.From = Friday, $"{Which} has both a span (From, To) and a weekly time (Days, Start, End, TimeZone); it takes one of them." },
        { f => f.Days.Clear(), $"{Which} is weekly and has no day in ScheduledFloorOptions.Days." },
        { Nothing, $"{Which} has neither a span (From, To) nor a weekly time (Days, Start, End, TimeZone); it takes one of them." },
        { f => Span(f, Friday, null), $"ScheduledFloorOptions.From (2026-11-27T00:00:00.0000000+01:00) of {Which} needs ScheduledFloorOptions.To." },
        { f => Span(f, null, Friday), $"ScheduledFloorOptions.To (2026-11-27T00:00:00.0000000+01:00) of {Which} needs ScheduledFloorOptions.From." },
        {
            f => Span(f, Friday, Friday),
            $"ScheduledFloorOptions.From (2026-11-27T00:00:00.0000000+01:00) of {Which} must be before ScheduledFloorOptions.To (2026-11-27T00:00:00.0000000+01:00)."
        },
        { f => f.Days.Add((DayOfWeek)9), $"ScheduledFloorOptions.Days of {Which} has 9, which is no day of the week." },
        { f => f.TimeZone = "Europe/Berln", $"ScheduledFloorOptions.TimeZone (Europe/Berln) of {Which} is no time zone that this machine knows." },
        { f => f.TimeZone = "", $"ScheduledFloorOptions.TimeZone () of {Which} is no time zone that this machine knows." },
    };

    [Fact]
    public void Faults_GoodFloors_AreNone()
    {
        var span = new ScheduledFloorOptions { Floor = 40 };
        Span(span, Friday, Friday.AddDays(1));

        Builder(Weekly(), span).Faults().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Faults_BadFloor_NamesItWithItsValue(Action<ScheduledFloorOptions> spoil, string fault)
    {
        ScheduledFloorOptions floor = Weekly();
        spoil(floor);

        Builder(floor).Faults().ShouldContain(fault);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(100_001)]
    public void Faults_FloorOutOfRange_NamesValueAndLimits(int floor)
    {
        ScheduledFloorOptions options = Weekly();
        options.Floor = floor;

        Builder(options).Faults()[0].ShouldEndWith(FormattableString.Invariant($"ScheduledFloors[0].Floor ({floor}) must be between 1 and 100000."));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Faults_BufferOutOfRange_NamesValueAndLimits(double buffer) =>
        Builder().AddService("web", s => s.CeilingBuffer = buffer).Faults().ShouldHaveSingleItem()
            .ShouldEndWith(FormattableString.Invariant($"Services:web.CeilingBuffer ({buffer}) must be between 0 and 1."));

    [Fact]
    public void Faults_SeveralBadFloors_AreNamedAllAtOnce()
    {
        (ScheduledFloorOptions first, ScheduledFloorOptions second) = (Weekly(), Weekly());
        (first.Floor, first.TimeZone, second.TimeZone) = (50, "Mars/Olympus", "Moon");

        Builder(first, second).Faults().ShouldBe([
            $"ScheduledFloorOptions.Floor (50) of {Which} must not be greater than ServiceOptions.Ceiling (40).",
            $"ScheduledFloorOptions.TimeZone (Mars/Olympus) of {Which} is no time zone that this machine knows.",
            "ScheduledFloorOptions.TimeZone (Moon) of ServiceOptions.ScheduledFloors[1] of service 'web' is no time zone that this machine knows."]);
    }

    [Fact]
    public void Faults_NullFloor_IsNamed() => Builder([null!]).Faults().ShouldHaveSingleItem().ShouldContain("ScheduledFloors[0]");

    [Fact]
    public void Build_ThenChanged_KeepsWhatWasBuilt()
    {
        ScheduledFloorOptions floor = Weekly();
        MirrorPipelineBuilder builder = Builder(floor);
        MirrorPipelineOptions copy = builder.Options.Copy();
        (floor.Floor, floor.TimeZone) = (3, "UTC");
        floor.Days.Clear();

        ScheduledFloorOptions kept = copy.Services["web"].ScheduledFloors.Single();
        (kept.Floor, kept.TimeZone, kept.Start, kept.End, kept.Days.Count).ShouldBe((9, "Europe/Berlin", new TimeOnly(22, 0), new TimeOnly(2, 0), 2));
    }

    [Fact]
    public void Configuration_Section_SetsFloorsAndBuffer()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        const string Web = "T:Clusters:shop:Services:web:";
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Web + "Ceiling"] = "40",
            [Web + "CeilingBuffer"] = "0.1",
            [Web + "ScheduledFloors:0:Floor"] = "9",
            [Web + "ScheduledFloors:0:Days:0"] = "Monday",
            [Web + "ScheduledFloors:0:Days:1"] = "Friday",
            [Web + "ScheduledFloors:0:Start"] = "22:00",
            [Web + "ScheduledFloors:0:End"] = "02:00",
            [Web + "ScheduledFloors:0:TimeZone"] = "Europe/Berlin",
            [Web + "ScheduledFloors:1:Floor"] = "30",
            [Web + "ScheduledFloors:1:From"] = "2026-11-27T00:00:00+01:00",
            [Web + "ScheduledFloors:1:To"] = "2026-11-28T00:00:00+01:00",
        });
        var world = new SimulationWorld(1, TestWorld.Noon);
        builder.Services.AddSingleton(world.Time);
        MirrorPipelineOptions? seen = null;
        builder.Services.AddTopologyMirror(builder.Configuration.GetSection("T")).AddCluster("shop", c =>
            c.AddService("web", s => s.LoadPerInstance = 10).AddLoadMetric("rps").UseSimulation(world).Configure(o => seen = o));
        using IHost host = builder.Build();
        _ = host.Services.GetRequiredService<MirrorPipelines>()["shop"];

        ServiceOptions web = seen!.Services["web"];
        web.CeilingBuffer.ShouldBe(0.1);
        ScheduledFloorOptions[] floors = [.. web.ScheduledFloors];
        floors.Select(f => f.Floor).ShouldBe([9, 30]);
        floors[0].Days.ShouldBe([DayOfWeek.Monday, DayOfWeek.Friday]);
        (floors[0].Start, floors[0].End, floors[0].TimeZone).ShouldBe((new TimeOnly(22, 0), new TimeOnly(2, 0), "Europe/Berlin"));
        (floors[1].From, floors[1].To).ShouldBe((Friday, Friday.AddDays(1)));
    }

    private static ScheduledFloorOptions Weekly()
    {
        var floor = new ScheduledFloorOptions { Floor = 9, Start = new TimeOnly(22, 0), End = new TimeOnly(2, 0), TimeZone = "Europe/Berlin" };
        floor.Days.Add(DayOfWeek.Monday);
        floor.Days.Add(DayOfWeek.Friday);
        return floor;
    }

    private static void Nothing(ScheduledFloorOptions floor)
    {
        floor.Days.Clear();
        (floor.Start, floor.End, floor.TimeZone) = (null, null, null);
    }

    private static void Span(ScheduledFloorOptions floor, DateTimeOffset? from, DateTimeOffset? to)
    {
        Nothing(floor);
        (floor.From, floor.To) = (from, to);
    }

    private static MirrorPipelineBuilder Builder(params ScheduledFloorOptions[] floors) => PipelineWorld.Steady().Builder().AddService("web", s =>
    {
        s.Ceiling = 40;
        Array.ForEach(floors, s.ScheduledFloors.Add);
    });
}
