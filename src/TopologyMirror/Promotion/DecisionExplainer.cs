using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>Explains recorded decisions. Pure: the same record gives the same explanation, on any machine and at any time.</summary>
public static partial class DecisionExplainer
{
    /// <summary>Explains a decision.</summary>
    /// <param name="record">The decision with what it was made on.</param>
    public static DecisionExplanation Explain(DecisionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        ServiceFigures[] figures = [.. record.Input.Counts.Select((_, i) => FiguresOf(record, i))];
        PromotionKind decided = record.Decision.Kind;
        IEnumerable<PromotionKind> others = Enum.GetValues<PromotionKind>().Where(k => k != decided);
        return new DecisionExplanation
        {
            Decision = record.Decision,
            Risk = record.Input.Plan.Risk,
            Kinds =
            [
                new KindExplanation(decided, IsDecided: true, [.. record.Decision.Reasons.Select(static r => r.ToString())]),
                .. others.Select(k => new KindExplanation(k, IsDecided: false, [.. WhyNot(k, record, figures)])),
            ],
            Services = figures,
            Waits = [.. Waits(record, figures).OrderBy(static w => w.At ?? DateTimeOffset.MaxValue)],
            NextDecisionAt = record.Input.Now + record.Input.TickInterval,
        };
    }

    /// <summary>The numbers as the policy took them.</summary>
    private static ServiceFigures FiguresOf(DecisionRecord record, int index)
    {
        PromotionInput input = record.Input;
        ServiceCounts counts = input.Counts[index];
        ServiceNeed need = input.Needs[index];
        DateTimeOffset launched = input.Now + input.LeadTimes.Launch + input.LeadTimes.Promote + input.TickInterval;
        FloorInForce floor = input.Capacities[index].FloorIn(input.Now, launched);
        DateTimeOffset window = input.Now - record.Options.ScaleInWindow;
        ServiceMemory memory = record.Memory.Services.GetValueOrDefault(counts.Service, ServiceMemory.Empty);
        int ceiling = Math.Max(memory.Ceilings.Highest(window), floor.Floor);
        return new ServiceFigures
        {
            Counts = counts,
            Need = need,
            ObservedWithHeadroom = need.Real * (1 + (record.Outlook.Services[index].IsForeseen ? 0 : input.ReactiveHeadroom)),
            Outlook = record.Outlook.Services[index],
            Kept = Math.Clamp(memory.Live.Highest(window), floor.Floor, ceiling),
            Floor = floor,
            Decision = record.Decision.Services[index],
        };
    }
}
