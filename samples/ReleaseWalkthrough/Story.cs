using System.Globalization;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.ReleaseWalkthrough;

/// <summary>
/// Tells a release as it happens: what was decided, what the shadow was given and made to execute, which phase was entered, how it ended
/// and what serves then.
/// </summary>
internal sealed class Story(Shop shop, TextWriter output)
{
    private const int Patience = 90;

    private int _told;

    /// <summary>Tells all five releases.</summary>
    public void TellAll()
    {
        Tell("A release that goes well: version 2", () => shop.Publish(2));
        Tell("A release that validation refuses: in version 3 a checkout takes 900 ms", () => shop.PublishSlow(3));
        Tell("A release that fails under traffic: version 4 raises an alarm after three minutes", () => shop.PublishBad(4));
        Tell("A release that an operator stops: version 5", () => shop.Publish(5), abortInBake: true);
        Tell("The way out: version 6", () => shop.Publish(6));
    }

    /// <summary>Ticks until the release has ended, or was refused, and the shadow is in step again.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="publish">Publishes it.</param>
    /// <param name="abortInBake">Whether an operator stops it in the bake.</param>
    private void Tell(string title, Func<ConfigurationBundle> publish, bool abortInBake = false)
    {
        ConfigurationBundle bundle = publish();
        output.WriteLine();
        output.WriteLine($"== {title} ({bundle.Digest.Abbreviated})");
        SwitchoverPhase? phase = null;
        PromotionKind? decided = null;
        bool refused = false;
        bool ended = false;
        for (int i = 0; i < Patience; i++)
        {
            TickResult tick = shop.Tick();
            if (tick.Decision is { } decision && decision.Kind != decided && decision.Kind is PromotionKind.Grow or PromotionKind.Replace)
            {
                Line(tick.At, $"decided {decision.Kind}: {decision.Reasons[0]}");
            }

            decided = tick.Decision?.Kind;
            TellDeliveries();
            if (tick.OpenRun is { } open && open.Phase != phase)
            {
                Line(tick.At, $"run {open.Plan.Run} is in {open.Phase}: {Serving()}");
                phase = open.Phase;
                if (abortInBake && open.Phase == SwitchoverPhase.Bake)
                {
                    shop.World.Run(() => shop.Pipeline.Operator.AbortAsync("ann", "checkout numbers look odd").AsTask());
                    Line(tick.At, "ann asks to abort: checkout numbers look odd");
                }
            }

            foreach (SwitchoverState run in tick.ClosedRuns)
            {
                Line(run.EnteredAt, $"run {run.Plan.Run} ended: {run.Outcome}{(run.Reason is { } reason ? $" ({reason})" : string.Empty)}: {Serving()}");
                ended |= run.Plan.Kind == SwitchoverKind.Replace;
            }

            if (!ended && !refused && Refusal(bundle) is { } why)
            {
                Line(tick.At, $"refused: {why} Live is untouched: {Serving()}");
                refused = true;
            }

            if ((ended && tick.Resynced is not null) || (refused && IsQuiet(tick)))
            {
                Line(tick.At, $"the shadow is in step again; {shop.Violations} invariants broken");
                return;
            }
        }

        Line(shop.World.Now, "nothing more happens");
    }

    private string? Refusal(ConfigurationBundle bundle) =>
        shop.Pipeline.Status is { RejectedDigest: { } digest, RejectedReason: { } reason } && digest == bundle.Digest ? reason : null;

    /// <summary>The candidates of a refused release are gone, and nothing is on its way.</summary>
    private static bool IsQuiet(TickResult tick) =>
        tick is { OpenRun: null, Decision.Kind: PromotionKind.Hold, World: { } world } && world.Topology.Instances.Select(i => i.Digest).Distinct().Count() == 1;

    /// <summary>What was given to instances and executed there since the last time, counted by what it was.</summary>
    private void TellDeliveries()
    {
        SimulationEvent[] all = [.. shop.Deliveries];
        foreach (IGrouping<string, SimulationEvent> what in all[_told..].GroupBy(static e => What(e.Text)))
        {
            Line(what.First().Time, $"{what.Key} on {what.Count()} shadow instance{(what.Count() == 1 ? string.Empty : "s")}");
        }

        _told = all.Length;
    }

    private static string What(string text)
    {
        string[] words = text.Split(' ');
        return words[0] == "executing" ? $"executed {words[1]}" : $"{(words[0] == "delivering" ? "delivered" : "activated")} {words[1]}";
    }

    private string Serving() => string.Join(", ", shop.Serving.Select(s => $"{s.Value} serve at {s.Key.Abbreviated}"));

    private void Line(DateTimeOffset at, string text) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss}  {text}"));
}
