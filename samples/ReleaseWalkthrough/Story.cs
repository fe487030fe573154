using System.Globalization;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Switchover;

namespace TopologyMirror.ReleaseWalkthrough;

/// <summary>Tells a release as it happens: what was decided, which phase was entered, how it ended and what serves then.</summary>
internal sealed class Story(Shop shop, TextWriter output)
{
    private const int Patience = 90;

    /// <summary>Tells all four releases.</summary>
    public void TellAll()
    {
        Tell("A release that goes well: version 2", () => shop.Publish("shop/api:2"));
        Tell("A release that fails under traffic: version 3 raises an alarm after three minutes", () => shop.PublishBad("shop/api:3"));
        Tell("A release that an operator stops: version 4", () => shop.Publish("shop/api:4"), abortInBake: true);
        Tell("The way out: version 5", () => shop.Publish("shop/api:5"));
    }

    /// <summary>Ticks until the release has ended and the shadow is in step again.</summary>
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
        SwitchoverState? ended = null;
        for (int i = 0; i < Patience; i++)
        {
            TickResult tick = shop.Tick();
            if (tick.Decision is { } decision && decision.Kind != decided && decision.Kind is PromotionKind.Grow or PromotionKind.Replace)
            {
                Line(tick.At, $"decided {decision.Kind}: {decision.Reasons[0]}");
            }

            decided = tick.Decision?.Kind;
            if (tick.OpenRun is { } open && open.Phase != phase)
            {
                Line(tick.At, $"run {open.Plan.Run} is in {open.Phase}: {Serving()}");
                phase = open.Phase;
                if (abortInBake && open.Phase == SwitchoverPhase.Bake)
                {
                    shop.Pipeline.Operator.Abort("ann", "checkout numbers look odd");
                    Line(tick.At, "ann asks to abort: checkout numbers look odd");
                }
            }

            foreach (SwitchoverState run in tick.ClosedRuns)
            {
                Line(run.EnteredAt, $"run {run.Plan.Run} ended: {run.Outcome}{(run.Reason is { } why ? $" ({why})" : string.Empty)}: {Serving()}");
                ended = run.Plan.Kind == SwitchoverKind.Replace ? run : ended;
            }

            if (ended is not null && tick.Resynced is not null)
            {
                Line(tick.At, $"the shadow is in step again; {shop.Violations} invariants broken");
                return;
            }
        }

        Line(shop.World.Now, "nothing more happens");
    }

    private string Serving() => string.Join(", ", shop.Serving.Select(s => $"{s.Value} serve at {s.Key.Abbreviated}"));

    private void Line(DateTimeOffset at, string text) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss}  {text}"));
}
