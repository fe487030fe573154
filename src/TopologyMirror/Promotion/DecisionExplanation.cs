using System.Globalization;
using System.Text;

namespace TopologyMirror.Promotion;

/// <summary>
/// A decision in words and numbers: why this and not the others, and when the next change is possible. <see cref="ToString"/> gives all of it
/// as readable text. Immutable.
/// </summary>
public sealed record DecisionExplanation
{
    /// <summary>What was decided.</summary>
    public required PromotionDecision Decision { get; init; }

    /// <summary>The accepted probability that load exceeds the planned capacity.</summary>
    public required double Risk { get; init; }

    /// <summary>Every kind of decision, the one that was taken first.</summary>
    public required IReadOnlyList<KindExplanation> Kinds { get; init; }

    /// <summary>The numbers per service, in the services' order.</summary>
    public required IReadOnlyList<ServiceFigures> Services { get; init; }

    /// <summary>What the next change waits for, the earliest first, then what has no known end; empty when nothing is waited for but load.</summary>
    public required IReadOnlyList<NextChange> Waits { get; init; }

    /// <summary>When it is decided next.</summary>
    public required DateTimeOffset NextDecisionAt { get; init; }

    /// <summary>The whole explanation as text, one sentence a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Decision.Kind} at {Decision.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, at a risk of {Risk * 100:0.###} %.");
        foreach (KindExplanation kind in Kinds)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{(kind.IsDecided ? "Why" : "Why not")} {kind.Kind}:");
            foreach (string sentence in kind.Because)
            {
                text.Append("\n  ").Append(sentence);
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"\nNext decision at {NextDecisionAt.UtcDateTime:HH:mm:ss}.");
        foreach (NextChange wait in Waits)
        {
            text.Append("\n  ").Append(wait.Text);
        }

        return text.ToString();
    }
}
