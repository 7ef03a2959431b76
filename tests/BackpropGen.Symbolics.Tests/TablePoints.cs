namespace BackpropGen.Symbolics.Tests;

/// <summary>Points of each function's domain, none at a kink.</summary>
internal static class TablePoints
{
    private static readonly double[] Values = [-2.71, -1.93, -1.07, -0.52, -0.031, 0.017, 0.37, 0.86, 1.33, 2.18, 2.94];

    public static IEnumerable<double[]> Of(Function row)
    {
        foreach (double first in row.Name switch
        {
            "asin" or "acos" or "atanh" => Values.Select(static value => value / 3.1),
            "tan" => Values.Select(static value => value / 2.5),
            "acosh" => Values.Select(static value => 1.1 + Math.Abs(value)),
            "log1p" => Values.Select(static value => (value / 3.2) + 0.1),
            _ when row.DomainLower == 0 => Values.Select(static value => 0.1 + Math.Abs(value)),
            _ => Values,
        })
        {
            switch (row.Arity)
            {
                case 1:
                    yield return [first];
                    break;
                case 2:
                    yield return [first, 0.731];
                    yield return [first, -1.237];
                    break;
                default:
                    yield return [first, -1.2, 1.1];
                    break;
            }
        }
    }
}
