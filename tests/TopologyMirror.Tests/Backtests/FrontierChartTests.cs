using System.Globalization;
using System.Xml.Linq;
using TopologyMirror.Backtests.Frontier;
using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Tests.Backtests;

public sealed class FrontierChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>All policies, most of them close to each other, and two with no violations.</summary>
    private static BacktestRun Crowd(string set, int shift = 0) => SweepRuns.Of(set, "trace",
    [
        .. PolicyCatalog.All([0.01]).Select((p, i) => (
            p.Traits.Name,
            Paid: 110 + shift + (i % 9 * 6.0) + (i * 0.4),
            Minutes: p.Traits.Name is "static-peak" or "clairvoyant" ? 0 : Math.Round(900 / (1 + (i % 9) + (i * 0.1))))),
    ]);

    private static XElement[] Texts(string picture) => [.. XDocument.Parse(picture).Descendants(Svg + "text")];

    [Fact]
    public void Draw_FourSets_NamesEveryFamilyInEveryPanelAndTheAxes()
    {
        BacktestRun[] runs = [.. new[] { "one", "two", "three", "four & more" }.Select((set, i) => Crowd(set, i * 40))];
        string[] texts = [.. Texts(FrontierChart.Draw(runs)).Select(t => t.Value)];
        foreach (string family in runs[0].Policies.Select(p => p.Traits.Family).Distinct())
        {
            texts.Count(t => t == family).ShouldBe(4, family);
        }

        texts.Count(t => t == "violation minutes, % (log)").ShouldBe(4);
        texts.ShouldContain("four & more · 1 trace");
    }

    [Fact]
    public void Draw_Crowd_NoTwoTextsOverlapAndAllLieInThePicture()
    {
        string picture = FrontierChart.Draw([Crowd("one"), Crowd("two", 200)]);
        XElement root = XDocument.Parse(picture).Root!;
        var whole = new LabelBox(0, 0, Number(root, "width"), Number(root, "height"));
        LabelBox[] boxes = [.. Texts(picture).Where(t => t.Attribute("transform") is null).Select(Box)];
        boxes.Length.ShouldBeGreaterThan(40);
        boxes.ShouldAllBe(b => b.Left >= 0 && b.Top >= 0 && b.Left + b.Width <= whole.Width && b.Top + b.Height <= whole.Height);
        for (int i = 0; i < boxes.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                boxes[i].Meets(boxes[j]).ShouldBeFalse($"{Texts(picture)[i].Value} and {Texts(picture)[j].Value}");
            }
        }
    }

    [Fact]
    public void Draw_OnePolicyWithoutViolations_StillHasAxes()
    {
        string picture = FrontierChart.Draw([SweepRuns.Of("one", "trace", ("static-peak", 300, 0))]);
        Texts(picture).Select(t => t.Value).ShouldContain("static-peak");
        picture.ShouldNotContain("NaN");
        picture.ShouldNotContain("∞");
        picture.ShouldNotContain("Infinity");
    }

    [Fact]
    public void Draw_SeveralRunsOfASet_ArePooledSumBySum()
    {
        string picture = FrontierChart.Draw(
            [SweepRuns.Of("one", "a", ("reactive+0", 130, 288)), SweepRuns.Of("one", "b", ("reactive+0", 170, 0))]);
        picture.ShouldContain("<title>reactive+0: 5.00 % violations, 50 % over need</title>");
    }

    /// <summary>As wide as the letters of the fonts that the picture names are in the mean.</summary>
    private static LabelBox Box(XElement text)
    {
        double size = Number(text, "font-size");
        double width = text.Value.Length * size * 0.55;
        double left = Number(text, "x") - (text.Attribute("text-anchor")!.Value switch { "start" => 0, "middle" => width / 2, _ => width });
        return new LabelBox(left, Number(text, "y") - (size * 0.8), width, size);
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
