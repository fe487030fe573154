using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Tuning;

namespace TopologyMirror.Tests.Tuning;

/// <summary>What holds of the choice among any measured rows, with any budget and noise.</summary>
public sealed class ModelSetChoiceLawsTests
{
    private sealed record Case(ForecastTuningRow[] Rows, TimeSpan Budget, double Noise);

    // Few different values, so that ties in cost and in accuracy are common.
    private static Arbitrary<Case> Cases() =>
        (from count in Gen.Choose(1, TuningRows.Sets.Length)
         from costs in Gen.Choose(0, 40).ArrayOf(count)
         from losses in Gen.Choose(0, 8).ArrayOf(count)
         from order in Gen.Shuffle(TuningRows.Sets)
         from budget in Gen.Choose(1, 45)
         from noise in Gen.Elements(0, 0.05, 0.1, 0.5)
         select new Case([.. order.Take(count).Select((set, i) => TuningRows.Row(set, costs[i], losses[i]))], TimeSpan.FromMicroseconds(budget), noise)).ToArbitrary();

    private static void Holds(Func<Case, bool> law) => Prop.ForAll(Cases(), law).QuickCheckThrowOnFailure();

    private static ModelSetChoice Choose(Case c) => ModelSetChoice.Of(c.Rows, c.Budget, c.Noise);

    [Fact]
    public void Pick_SomethingIsWithinBudget_IsWithinBudget() =>
        Holds(c => Choose(c).Pick.IsWithinBudget == c.Rows.Any(row => row.Cost.Tick <= c.Budget));

    [Fact]
    public void Pick_AnyRows_IsDominatedByNone() => Holds(c => Choose(c) is var choice && choice.Pick.IsOnFront && c.Rows.All(row => !choice.Dominates(row, choice.Pick)));

    [Fact]
    public void Pick_WithinBudget_IsTheMostAccurateThere() =>
        Holds(c => Choose(c) is var choice && (!choice.Pick.IsWithinBudget || choice.Rows.Where(r => r.IsWithinBudget).All(r => choice.Pick.Accuracy.Loss <= r.Accuracy.Loss)));

    [Fact]
    public void Pick_WithoutARowThatIsDominated_IsTheSame() => Holds(c =>
    {
        ModelSetChoice choice = Choose(c);
        return choice.Rows.Where(row => !row.IsOnFront).All(dominated =>
            ModelSetChoice.Of([.. c.Rows.Where(row => !row.Models.Equals(dominated.Models))], c.Budget, c.Noise).Pick.Models.Equals(choice.Pick.Models));
    });

    [Fact]
    public void Pick_LargerBudget_IsNeverLessAccurate() => Holds(c =>
    {
        ForecastTuningRow pick = Choose(c).Pick;
        return !pick.IsWithinBudget || Choose(c with { Budget = c.Budget * 1.7 }).Pick.Accuracy.Loss <= pick.Accuracy.Loss;
    });

    [Fact]
    public void Pick_RowsInAnotherOrder_IsTheSame() =>
        Holds(c => Choose(c).Rows.SequenceEqual(Choose(c with { Rows = [.. c.Rows.Reverse()] }).Rows));

    [Fact]
    public void Front_AnyRows_FallsInLossAsCostRises() => Holds(c =>
    {
        ForecastTuningRow[] front = [.. Choose(c with { Noise = 0 }).Rows.Where(row => row.IsOnFront)];
        return front.Zip(front.Skip(1)).All(pair => pair.First.Accuracy.Loss > pair.Second.Accuracy.Loss || pair.First.Cost.Tick == pair.Second.Cost.Tick);
    });
}
