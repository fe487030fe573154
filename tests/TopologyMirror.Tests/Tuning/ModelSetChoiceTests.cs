using TopologyMirror.Forecasting;
using TopologyMirror.Tuning;
using static TopologyMirror.Tests.Tuning.TuningRows;

namespace TopologyMirror.Tests.Tuning;

public sealed class ModelSetChoiceTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMicroseconds(50);

    [Fact]
    public void Of_SeveralWithinBudget_PicksTheMostAccurateOfThem()
    {
        ModelSetChoice choice = ModelSetChoice.Of(
            [Row(ForecastModel.RidgeAutoregression, 61.5, 0.4), Row(ForecastModel.DirectRidge, 40, 0.5), Row(ForecastModel.LevelSmoothing, 5, 0.75)], Budget, 0.1);
        choice.Pick.Models.Name.ShouldBe("DirectRidge");
        choice.Reason.ShouldBe("DirectRidge is the most accurate of 2 model sets within 50 µs a tick: WQL 0.05, 0.5 of seasonal naive's, at 40 µs.");
        choice.Rows.Select(r => (r.Models.Name, r.IsWithinBudget, r.IsOnFront, r.IsPick, r.Verdict)).ShouldBe(
        [
            ("LevelSmoothing", true, true, false, "50.0 % less accurate than the pick, cheaper"),
            ("DirectRidge", true, true, true, "picked"),
            ("RidgeAutoregression", false, true, false, "11.5 µs over the budget, 20.0 % more accurate than the pick"),
        ]);
    }

    [Fact]
    public void Of_NoneWithinBudget_PicksTheCheapestAndSaysSo()
    {
        ModelSetChoice choice = ModelSetChoice.Of([Row(ForecastModel.DirectRidge, 140, 0.5), Row(ForecastModel.LevelSmoothing, 65, 0.75)], Budget, 0.1);
        choice.Pick.Models.Name.ShouldBe("LevelSmoothing");
        choice.Pick.IsWithinBudget.ShouldBeFalse();
        choice.Reason.ShouldBe("No model set stays within 50 µs a tick; LevelSmoothing is the cheapest, at 65 µs.");
    }

    [Fact]
    public void Of_NoneWithinBudgetAndCostsWithinTheNoise_PicksTheMoreAccurate() =>
        ModelSetChoice.Of([Row(ForecastModel.DirectRidge, 70, 0.5), Row(ForecastModel.LevelSmoothing, 68, 0.75)], Budget, 0.1).Pick.Models.Name.ShouldBe("DirectRidge");

    [Fact]
    public void Of_EqualAccuracyAndCostsWithinTheNoise_PicksTheFewerModels()
    {
        var pair = new ForecastModelSet(ForecastModel.DirectRidge, ForecastModel.LevelSmoothing);
        ModelSetChoice choice = ModelSetChoice.Of([Row(pair, 10, 0.5), Row(ForecastModel.SeasonalRepeat, 10.1, 0.5), Row(ForecastModel.RidgeAutoregression, 10.2, 0.5)], Budget, 0.1);
        choice.Pick.Models.Name.ShouldBe("RidgeAutoregression");
        choice.Rows.ShouldAllBe(row => row.IsOnFront);
        choice.Reason.ShouldStartWith("RidgeAutoregression is as accurate as the best of 3 model sets within 50 µs a tick");
    }

    [Fact]
    public void Of_CostJustOverTheBudget_IsNotWithin()
    {
        ModelSetChoice choice = ModelSetChoice.Of([Row(ForecastModel.DirectRidge, 50.1, 0.1), Row(ForecastModel.LevelSmoothing, 50, 0.75)], Budget, 0.1);
        choice.Pick.Models.Name.ShouldBe("LevelSmoothing");
        choice.Reason.ShouldStartWith("LevelSmoothing is the only model set within 50 µs a tick: ");
    }

    [Fact]
    public void Of_NoLossAnywhere_DividesByNothing()
    {
        ModelSetChoice choice = ModelSetChoice.Of([Row(ForecastModel.DirectRidge, 0, 0), Row(ForecastModel.LevelSmoothing, 0, 3)], Budget, 0.1);
        choice.Pick.Models.Name.ShouldBe("DirectRidge");
        choice.Rows[1].Verdict.ShouldBe("less accurate than the pick, as cheap");
    }
}
