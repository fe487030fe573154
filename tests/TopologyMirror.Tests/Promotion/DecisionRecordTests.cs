using System.Reflection;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

public sealed class DecisionRecordTests
{
    private static readonly Gen<PromotionCase> Cases =
        from ticks in PromotionLawTests.Ticks.NonEmptyListOf()
        from drifted in Gen.Choose(0, 3)
        from held in Gen.Elements(false, true)
        from bake in Gen.Elements<TimeSpan?>(null, TimeSpan.FromMinutes(10))
        from backOff in Gen.Elements<DateTimeOffset?>(null, Capacity.Forecasts.Noon.AddMinutes(9))
        from buffer in Gen.Elements<double?>(null, 0.1)
        from floors in Gen.Elements<ScheduledFloor[]>([], [Weekly(6, "Europe/Berlin", 13, 14), Weekly(9, "America/New_York", 7, 7)], [Span(8, 5, 90)])
        select ticks.Skip(1).Aggregate(ticks[0], (before, next) => next with { Now = before.Now.AddMinutes(1), Memory = before.Decide().Memory }) with
        {
            Drifted = drifted, IsHeld = held, ReleaseBake = bake, NoRunBefore = backOff, CeilingBuffer = buffer, Scheduled = floors,
        };

    [Fact]
    public void Replay_AfterARoundTrip_IsTheSame() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        DecisionRecord record = Of(c);
        string json = record.ToJson();
        DecisionRecord read = DecisionRecord.Read(json);
        DecisionReplay replay = read.Replay();
        return record.Replay().IsSame && replay.IsSame && string.Equals(read.ToJson(), json, StringComparison.Ordinal)
            && replay.Decision.Services.SequenceEqual(record.Decision.Services) && replay.Decision.Reasons.SequenceEqual(record.Decision.Reasons);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("outcome.decision.kind", "\"Join\"", "outcome.decision.kind is \"Join\" in the record and \"Hold\" now.")]
    [InlineData("outcome.decision.services.0.cover", "7", "outcome.decision.services[0].cover is 7 in the record and 1 now.")]
    [InlineData("outcome.memory.services.0.need.0.n", "9", "outcome.memory.services[0].need[0].n is 9 in the record and 4 now.")]
    [InlineData("input.counts.0.live", "2", "outcome.decision.kind is \"Hold\" in the record and \"Join\" now.")]
    [InlineData("input.memory.since", "\"2026-01-01T11:59:00+00:00\"", null)]
    [InlineData("options.tolerance", "0.2", null)]
    public void Replay_AFieldWasChanged_NamesWhatDiffers(string path, string value, string? difference)
    {
        JsonNode json = JsonNode.Parse(Of(new PromotionCase()).ToJson())!;
        string[] names = path.Split('.');
        JsonNode at = names[..^1].Aggregate(json, (node, name) => int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out int i) ? node[i]! : node[name]!);
        at[names[^1]].ShouldNotBeNull(path);
        at[names[^1]] = JsonNode.Parse(value);

        DecisionReplay replay = DecisionRecord.Read(json.ToJsonString()).Replay();

        replay.IsSame.ShouldBeFalse();
        replay.Differences[0].ShouldStartWith("checksum is ");
        if (difference is not null)
        {
            replay.Differences.ShouldContain(difference);
        }
    }

    [Theory]
    [InlineData("{}", "The decision record is of version 0; versions 1 to 1 can be read.")]
    [InlineData("{\"version\":1}", "The decision record has no input, no outlook, no options or no outcome.")]
    [InlineData("null", "The decision record is null.")]
    [InlineData("[", "The decision record cannot be read: ")]
    public void Read_NoRecord_SaysSo(string json, string message) =>
        Should.Throw<InvalidDecisionRecordException>(() => DecisionRecord.Read(json)).Message.ShouldStartWith(message);

    [Fact]
    public void Read_LaterVersion_IsRefused()
    {
        JsonNode json = JsonNode.Parse(Of(new PromotionCase()).ToJson())!;
        json["version"] = 2;
        Should.Throw<InvalidDecisionRecordException>(() => DecisionRecord.Read(json.ToJsonString())).Message
            .ShouldBe("The decision record is of version 2; versions 1 to 1 can be read.");
    }

    [Fact]
    public void ToJson_HourOfForecasts_IsCompact() =>
        Of(new PromotionCase { Predicted = [.. Enumerable.Range(0, 60).Select(i => 4 + (i / 7.0))] }).ToJson().Length.ShouldBeLessThan(6_000);

    [Theory]
    [InlineData(typeof(PromotionInput), "PromotionInputForm", nameof(PromotionInput.ReleasePlan))]
    [InlineData(typeof(PromotionMemory), "PromotionMemoryForm")]
    [InlineData(typeof(ServiceMemory), "ServiceMemoryForm")]
    [InlineData(typeof(ServiceCapacity), "ServiceCapacityForm")]
    [InlineData(typeof(MetricForecast), "MetricForecastForm", nameof(MetricForecast.Result), nameof(MetricForecast.Paths))]
    [InlineData(typeof(CostModel), "CostModelForm")]
    [InlineData(typeof(FleetUse), "FleetUseForm")]
    public void Form_EveryPropertyOfWhatItWrites_HasAMember(Type type, string form, params string[] elsewhere)
    {
        Type written = typeof(DecisionRecord).Assembly.GetType($"TopologyMirror.Promotion.{form}", throwOnError: true)!;
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => (p.CanWrite || type == typeof(CostModel)) && !elsewhere.Contains(p.Name)).Select(p => p.Name)
            .ShouldBeSubsetOf(written.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name));
    }

    [Fact]
    public void Read_Prices_AreThoseThatWereRecorded()
    {
        var costs = new CostModel("EUR", [KeyValuePair.Create(PromotionCase.Web, 0.12)], 3);
        CostModel read = DecisionRecord.Read(Of(new PromotionCase(), costs).ToJson()).Input.Costs!;

        (read.Currency, read.InstanceHour[PromotionCase.Web], read.MissingInstanceHour).ShouldBe(("EUR", 0.12, 3));
        PromotionPrices.Of(read, PromotionCase.Web, 19).ShouldBe(new PromotionPrices(0.12, 3) { Currency = "EUR" });
        PromotionPrices.Of(new CostModel("EUR", costs.InstanceHour), PromotionCase.Web, 19)!.Value.MissingInstanceHour.ShouldBe(0.12 * 19, 1e-9);
        PromotionPrices.Of(read, new ServiceName("api"), 19).ShouldBeNull();
    }

    [Fact]
    public void Replay_CutByCaps_IsTheSameAfterARoundTripAndExplained()
    {
        DateTimeOffset noon = Capacity.Forecasts.Noon;
        PromotionInput input = new PromotionCase { Predicted = [.. Enumerable.Range(0, 30).Select(i => i < 8 ? 3.6 : 9)] }.Input() with
        {
            Caps = new FleetCaps { LaunchesPerHour = 2, ShadowInstances = 3 },
            FleetUse = new FleetUse { Now = noon, TickInterval = TimeSpan.FromMinutes(1), Total = 5, Shadow = 1, Launches = LaunchHistory.Empty.Add(noon.AddMinutes(-20), 2) },
        };
        (PromotionDecision decision, PromotionMemory memory) = new PromotionPolicy(new PromotionCase().Options).Decide(input);
        DecisionRecord read = DecisionRecord.Read(DecisionRecord.Of(input, PromotionOutlook.Of(input, new PromotionCase().Options), new PromotionCase().Options, decision, memory).ToJson());

        read.Replay().Differences.ShouldBeEmpty();
        read.Decision.Services[0].Cover.ShouldBe(3);
        DecisionExplanation explanation = DecisionExplainer.Explain(read);
        explanation.Waits.Where(w => w.Cause == NextChangeCause.CapReached).Select(w => w.At).ShouldBe([noon.AddMinutes(40), null]);
        DecisionReplay without = (read.Input with { Caps = FleetCaps.None } is var free
            ? DecisionRecord.Of(free, PromotionOutlook.Of(free, new PromotionCase().Options), new PromotionCase().Options, decision, memory) : read).Replay();
        without.Differences.ShouldContain("outcome.decision.services[0].cover is 3 in the record and 5 now.");
    }

    private static DecisionRecord Of(PromotionCase c, CostModel? costs = null)
    {
        (PromotionDecision decision, PromotionMemory memory) = c.Decide();
        PromotionInput input = c.Input() with { Costs = costs };
        return DecisionRecord.Of(input, PromotionOutlook.Of(input, c.Options), c.Options, decision, memory);
    }

    private static ScheduledFloor Span(int floor, double from, double to) =>
        new(floor, new FloorPeriod(Capacity.Forecasts.Noon.AddMinutes(from), Capacity.Forecasts.Noon.AddMinutes(to)));

    private static ScheduledFloor Weekly(int floor, string zone, int start, int end) =>
        new(floor, new WeeklyWindow(Enum.GetValues<DayOfWeek>(), new TimeOnly(start, 2), new TimeOnly(end, 30), TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
