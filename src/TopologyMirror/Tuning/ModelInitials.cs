using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>Short names of model sets, for tables and charts.</summary>
internal static class ModelInitials
{
    private static readonly ILookup<string, ForecastModel> ByInitials = Enum.GetValues<ForecastModel>().ToLookup(Capitals);

    /// <summary>A model's capitals; its name where another model has the same.</summary>
    public static string Of(ForecastModel model) => ByInitials[Capitals(model)].Count() == 1 ? Capitals(model) : model.ToString();

    /// <summary>A single model's name; the initials of several; <c>default pool</c>.</summary>
    public static string Of(ForecastModelSet models) =>
        models.Models.Count == 1 ? models.Name
        : models.Equals(ForecastModelSet.DefaultPool) ? "default pool"
        : string.Join('+', models.Models.Select(Of));

    private static string Capitals(ForecastModel model) => string.Concat(model.ToString().Where(char.IsAsciiLetterUpper));
}
