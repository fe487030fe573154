using System.Globalization;
using TopologyMirror.Quickstart.Report;
using TopologyMirror.Tuning;

namespace TopologyMirror.ForecastTuning.Report;

/// <summary>Draws accuracy against cost, both on a log axis: nearer to the lower left corner is better.</summary>
internal sealed class CostChart
{
    private const double Width = 1120;
    private const double Height = 470;
    private const double Left = 64;
    private const double Right = 16;
    private const double Top = 30;
    private const double Bottom = 44;
    private const double CloseBy = 26;

    private readonly ForecastTuningResult _result;
    private readonly bool _isRelative;
    private readonly (double Least, double Most) _costs;
    private readonly (double Least, double Most) _losses;

    private CostChart(ForecastTuningResult result)
    {
        _result = result;
        _isRelative = result.Rows.All(row => row.Accuracy.RelativeWql > 0);
        double[] costs = [.. result.Rows.Select(Cost).Append(result.Budget.TotalMicroseconds)];
        _costs = (costs.Min() / 1.25, costs.Max() * 1.25);
        double[] losses = [.. result.Rows.Select(Loss)];
        double margin = Math.Pow(losses.Max() / losses.Min(), 0.12) * 1.01;
        _losses = (losses.Min() / margin, losses.Max() * margin);
    }

    /// <summary>Draws the chart.</summary>
    /// <param name="result">What was measured.</param>
    public static string Draw(ForecastTuningResult result) => new CostChart(result).Draw();

    private string Draw()
    {
        var canvas = new SvgCanvas(Width, Height, "Accuracy against cost of the model sets");
        double budget = X(_result.Budget.TotalMicroseconds);
        canvas.Box("affordable", Left, Top, budget - Left, Height - Bottom - Top);
        DrawMarks(canvas);
        canvas.Line("budget", budget, Top, budget, Height - Bottom);
        canvas.Text(budget > Width / 2 ? "mark end due-name" : "mark due-name", budget + (budget > Width / 2 ? -6 : 6), Top - 8, $"budget {Number(_result.Budget.TotalMicroseconds)} µs");
        canvas.Path("front", PathData.Line(Front()));
        var places = new LabelPlaces(Width - Right, Height - Bottom - 4, [.. _result.Rows.Select(row => (X(Cost(row)), Y(Loss(row))))]);
        ForecastTuningRow[] named = [.. _result.Rows.Where(IsNamed).OrderBy(row => row.IsPick ? 0 : row.IsOnFront ? 1 : 2)];
        (ForecastTuningRow Row, double X, double Y)[] labels = [.. named.Select(row => places.Take(X(Cost(row)), Y(Loss(row)), row.Label) is var at ? (row, at.X, at.Y) : default)];
        foreach ((ForecastTuningRow row, double x, double y) in labels)
        {
            DrawLead(canvas, row, x, y);
        }

        foreach (ForecastTuningRow row in _result.Rows.OrderBy(row => row.IsPick ? 2 : row.IsOnFront ? 1 : 0))
        {
            canvas.Marker(row.IsPick ? "dot pick" : row.IsOnFront ? "dot on-front" : "dot", PathData.Circle(X(Cost(row)), Y(Loss(row)), row.IsPick ? 7 : row.IsOnFront ? 5 : 3.5), string.Create(
                CultureInfo.InvariantCulture, $"{row.Models.Name}: {Cost(row):0.0} µs a tick, {AxisName} {Loss(row):0.0000}; {row.Verdict}"));
        }

        foreach ((ForecastTuningRow row, double x, double y) in labels)
        {
            canvas.Text(row.IsPick ? "mark name bold" : row.IsOnFront ? "mark name" : "mark", x, y, row.Label);
        }

        return canvas.Finish();
    }

    private string AxisName => _isRelative ? "loss relative to seasonal naive" : "mean pinball loss";

    private void DrawMarks(SvgCanvas canvas)
    {
        foreach (double mark in LogScale.Marks(_costs.Least, _costs.Most, 12))
        {
            canvas.Line("grid", X(mark), Top, X(mark), Height - Bottom);
            canvas.Text("mark middle", X(mark), Height - Bottom + 17, Number(mark));
        }

        foreach (double mark in LogScale.Marks(_losses.Least, _losses.Most, 9))
        {
            canvas.Line("grid", Left, Y(mark), Width - Right, Y(mark));
            canvas.Text("mark end", Left - 8, Y(mark) + 4, Number(mark));
        }

        canvas.Text("mark end", Width - Right, Height - 8, "µs a tick: one update and one forecast (log)");
        canvas.Text("mark", 8, Top - 14, $"{AxisName} (log), less is better");
    }

    /// <summary>A thin line from a dot to its name where the name stands further off.</summary>
    private void DrawLead(SvgCanvas canvas, ForecastTuningRow row, double x, double y)
    {
        (double dotX, double dotY) = (X(Cost(row)), Y(Loss(row)));
        if (Math.Abs(y - dotY) > CloseBy)
        {
            canvas.Line("lead", dotX, dotY, x > dotX ? x - 2 : dotX - 7, y + (y < dotY ? 3 : -9));
        }
    }

    /// <summary>The front as steps: what a budget buys holds until the next set can be paid.</summary>
    private List<(double X, double Y)> Front()
    {
        var points = new List<(double X, double Y)>();
        double best = double.PositiveInfinity;
        foreach (ForecastTuningRow row in _result.Rows.Where(row => row.IsOnFront && Loss(row) < best))
        {
            if (points.Count > 0)
            {
                points.Add((X(Cost(row)), points[^1].Y));
            }

            best = Loss(row);
            points.Add((X(Cost(row)), Y(best)));
        }

        points.Add((Width - Right, points[^1].Y));
        return points;
    }

    private static bool IsNamed(ForecastTuningRow row) => row.IsOnFront || row.IsPick || row.Models.Models.Count == 1 || row.Models.Equals(Forecasting.ForecastModelSet.DefaultPool);

    private static double Cost(ForecastTuningRow row) => Math.Max(row.Cost.Tick.TotalMicroseconds, 0.1);

    // A loss of nothing has no place on a log axis.
    private double Loss(ForecastTuningRow row) => _isRelative ? row.Accuracy.RelativeWql!.Value : Math.Max(row.Accuracy.Loss, 1e-12);

    private double X(double cost) => Left + (Share(cost, _costs) * (Width - Left - Right));

    private double Y(double loss) => Height - Bottom - (Share(loss, _losses) * (Height - Bottom - Top));

    private static double Share(double value, (double Least, double Most) axis) => Math.Log(value / axis.Least) / Math.Log(axis.Most / axis.Least);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
