using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Simulation;

namespace TopologyMirror.Tests.Pipeline;

public sealed class LedgerTests
{
    [Fact]
    public void Ledger_ReplayOfADay_BooksWhatTheRunnerScores()
    {
        var scenario = ReplayScenario.Create([GeneratedLoad.Series(11, steps: 2880)], seed: 1, ReplayEventVariant.Plain);
        (MirrorPipeline pipeline, PipelineReplayResult result) = Replay(scenario);
        MirrorLedger ledger = pipeline.Ledger;
        int ticks = result.Scored.Paid.Length - 1;
        var hours = ledger.Days.Aggregate(default(LedgerAmounts), (sum, d) => sum + d.Hours);

        hours.Paid.ShouldBe(result.Scored.Paid.Take(ticks).Sum() / 60.0, 0.002 * hours.Paid);
        double missing = Enumerable.Range(0, ticks - 2).Sum(t => Math.Max(0, scenario.Trace.Need[result.Scored.FirstTick + t] - result.Scored.Serving[t])) / 60.0;
        missing.ShouldBeGreaterThan(0);
        hours.Missing.ShouldBe(missing, 0.01 * missing);

        ReplayPaidHours scored = result.Scored.Score.PaidHours;
        double share = hours.Paid / scored.Total;
        hours.Live.ShouldBe(scored.Live * share, 0.01 * hours.Paid);
        hours.Shadow.ShouldBe(scored.Shadow * share, 0.01 * hours.Paid);
        hours.Launching.ShouldBe(scored.Launching * share, 0.01 * hours.Paid);
        hours.Overlap.ShouldBe(scored.Overlap * share, 0.01 * hours.Paid);
        hours.Overlap.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Ledger_Sums_AreThoseOfTheEntries()
    {
        (MirrorPipeline pipeline, _) = Replay(ReplayScenario.Create([GeneratedLoad.Series(11, steps: 2880)], seed: 1, ReplayEventVariant.Plain));
        MirrorLedger ledger = pipeline.Ledger;

        ledger.Days.Count.ShouldBeGreaterThan(1);
        ledger.Entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, ledger.Entries.Count).Select(i => (long)i));
        ledger.Entries.Zip(ledger.Entries.Skip(1)).ShouldAllBe(p => p.First.Until == p.Second.At);
        ledger.Entries.SkipLast(10).ShouldAllBe(e => e.IsSettled);
        foreach (LedgerDay day in ledger.Days)
        {
            LedgerEntry[] entries = [.. ledger.Entries.Where(e => DateOnly.FromDateTime(e.At.UtcDateTime) == day.Date)];
            entries.Length.ShouldBe(day.Entries);
            entries.Sum(e => e.Hours.Paid).ShouldBe(day.Hours.Paid, 1e-6);
            entries.Sum(e => e.Hours.Missing).ShouldBe(day.Hours.Missing, 0.05);
            foreach (LedgerCounterfactual other in day.Counterfactuals)
            {
                entries.SelectMany(e => e.Counterfactuals).Where(c => c.Policy == other.Policy).Sum(c => c.PaidHours).ShouldBe(other.PaidHours, 0.02 * other.PaidHours, other.Policy);
            }
        }

        ledger.Days[0].Counterfactuals.Select(c => c.Policy).ShouldBe(["reactive", "no-shadow", "nothing", "clairvoyant"]);
        ledger.Entries.Count(e => e.Costs.Count > 0).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Ledger_Restart_GoesOnWithWhatWasKept()
    {
        var world = new PipelineWorld(minute => minute / 20 % 2 == 0 ? 25 : 55);
        world.Run(async () =>
        {
            MirrorPipeline first = world.Build();
            await world.TickAsync(first, 60);
            await first.DisposeAsync();
            MirrorLedger before = first.Ledger;

            MirrorPipeline second = world.Build();
            await world.TickAsync(second, 1);
            MirrorLedger after = second.Ledger;

            // It is kept every ten minutes.
            after.Entries[0].Number.ShouldBe(1);
            after.Entries[^1].Number.ShouldBeInRange(before.Entries[^1].Number - 5, before.Entries[^1].Number + 1);
            after.Days[0].Hours.Paid.ShouldBeInRange(before.Days[0].Hours.Paid * 0.7, before.Days[0].Hours.Paid);
            second.Operator.Ledger.ShouldBe(after);
            await world.TickAsync(second, 20);
            second.Ledger.Days[0].Hours.Paid.ShouldBeGreaterThan(before.Days[0].Hours.Paid);
        });
    }

    [Fact]
    public void Ledger_ClosedEntry_HasCounterfactualsOfTheSameMinutes()
    {
        var world = new PipelineWorld(minute => minute is >= 30 and < 90 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 120);
            LedgerCounterfactual[] day = [.. pipeline.Ledger.Days.Single().Counterfactuals];
            day.Select(c => c.Policy).ShouldBe(["reactive", "no-shadow", "nothing"]);

            // Three are live at first and six are needed for an hour: doing nothing misses three of them.
            LedgerCounterfactual nothing = day[^1];
            nothing.MissingHours.ShouldBe(3, 1e-9);
            nothing.PaidHours.ShouldBe(3 * 118 / 60.0, 0.2);
            day[0].MissingHours.ShouldBeInRange(0.1, 1.5);
            pipeline.Ledger.Entries.Where(e => e.IsSettled).ShouldAllBe(e => e.Counterfactuals.Count == 3 || e.Until - e.At < TimeSpan.FromMinutes(1));
        });
    }

    [Fact]
    public void Ledger_WithPrices_IsMoneyAsWell()
    {
        var world = new PipelineWorld(minute => minute is >= 30 and < 90 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o =>
            {
                o.Services["web"].InstanceHourPrice = 0.5;
                o.Costs.Currency = "EUR";
                o.Costs.MissingInstanceHour = 20;
            }).Build();
            await world.TickAsync(pipeline, 120);
            MirrorLedger ledger = pipeline.Ledger;
            LedgerDay day = ledger.Days.Single();

            ledger.Currency.ShouldBe("EUR");
            LedgerAmounts money = day.Money!.Value;
            money.Live.ShouldBe(day.Hours.Live * 0.5, 1e-9);
            money.Shadow.ShouldBe(day.Hours.Shadow * 0.5, 1e-9);
            money.Launching.ShouldBe(day.Hours.Launching * 0.5, 1e-9);
            money.Missing.ShouldBe(day.Hours.Missing * 20, 1e-9);
            money.Missing.ShouldBeGreaterThan(0);
            ledger.Entries.Sum(e => e.Money?.Total ?? 0).ShouldBe(money.Total, 1e-9);
            day.Counterfactuals.ShouldAllBe(c => Math.Abs(c.Cost!.Value - (c.PaidHours * 0.5) - (c.MissingHours * 20)) < 1e-9);

            ledger.In("USD").ShouldSatisfyAllConditions(
                l => l.Currency.ShouldBe("USD"), l => l.Days[0].Money.ShouldBeNull(), l => l.Days[0].Hours.ShouldBe(day.Hours), l => l.Days[0].Counterfactuals[0].Cost.ShouldBeNull());
        });
    }

    [Fact]
    public void Ledger_MetricGoesSilent_CountsMinutesAsUnknownNotAsMissing()
    {
        var world = new PipelineWorld(minute => minute < 100 ? 25 : double.NaN);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 260);
            LedgerDay day = pipeline.Ledger.Days.Single();

            day.Hours.Missing.ShouldBe(0);
            day.UnknownHours.ShouldBeInRange(0.5, 1.1);
            pipeline.Ledger.Entries.Sum(e => e.UnknownHours).ShouldBe(day.UnknownHours, 1e-9);
        });
    }

    [Fact]
    public void Ledger_Kept_IsBounded()
    {
        MirrorLedger ledger = MirrorLedger.Empty;
        for (int i = 0; i < 2000; i++)
        {
            DateTimeOffset at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i);
            ledger = ledger.Begin(at, PromotionKind.Grow, "web: 1 cover is to stand ready, ready and arriving are 0.", []);
            ledger = ledger.Book(ledger.Entries[^1].Number, at, new LedgerAmounts(1, 1, 0, 0, 0), null);
        }

        ledger.Entries.Count.ShouldBe(64);
        ledger.Days.Count.ShouldBe(MirrorLedger.KeptDays);
        ledger.Days.ShouldAllBe(d => Equals(d.Hours.Paid, d.Entries * 2.0));
        byte[] kept = LedgerForm.Write(ledger);
        kept.Length.ShouldBeLessThan(40_000);
        MirrorLedger read = LedgerForm.TryRead(kept, ledger.Entries[^1].At.AddMinutes(5))!;
        read.Entries[^1].Until.ShouldBe(ledger.Entries[^1].At.AddMinutes(5));
        read.Days.Select(d => d.Hours).ShouldBe(ledger.Days.Select(d => d.Hours));
        LedgerForm.TryRead(kept[..100], default).ShouldBeNull();
        LedgerForm.TryRead("{\"version\":9,\"entries\":[],\"days\":[]}"u8.ToArray(), default).ShouldBeNull();
    }

    private static (MirrorPipeline Pipeline, PipelineReplayResult Result) Replay(ReplayScenario scenario)
    {
        var replay = new PipelineReplay(scenario.Trace, scenario.Series, LaunchDraws.Seeded(1, scenario.Trace.Name), 1, scenario.Events);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        MirrorPipeline pipeline = builder.Configure(o => o.RecordedDecisions = 10_000).Build();
        return (pipeline, replay.Run(() => Task.FromResult(pipeline)));
    }
}
