using System.Linq;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>What a model's attributes say about its training step.</summary>
/// <param name="MaxGradientNorm">0 for none.</param>
/// <param name="MaxGradientValue">0 for none.</param>
/// <param name="WeightDecay">0 for none.</param>
/// <param name="DecaysBiases">Whether weight decay takes vectors too.</param>
internal readonly record struct ModelOptions(double MaxGradientNorm, double MaxGradientValue, double WeightDecay, bool DecaysBiases)
{
    public static ModelOptions Read(INamedTypeSymbol type, ProblemLog problems)
    {
        var clipping = Find(type, "ClipGradientsAttribute");
        var decay = Find(type, "WeightDecayAttribute");
        double lambda = decay?.ConstructorArguments.FirstOrDefault().Value as double? ?? 0;
        return new(
            NonNegative(Named(clipping, "MaxNorm"), "ClipGradients", "MaxNorm", clipping, type, problems),
            NonNegative(Named(clipping, "MaxValue"), "ClipGradients", "MaxValue", clipping, type, problems),
            NonNegative(lambda, "WeightDecay", "lambda", decay, type, problems),
            Named(decay, "IncludeBiases") is true);
    }

    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => KnownTypes.Is(attribute.AttributeClass, name));

    public static object? Named(AttributeData? attribute, string name) =>
        attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    public static Location LocationOf(AttributeData? attribute, ISymbol symbol) =>
        attribute?.ApplicationSyntaxReference is { } reference
            ? Location.Create(reference.SyntaxTree, reference.Span)
            : symbol.Locations.FirstOrDefault() ?? Location.None;

    private static double NonNegative(object? value, string attribute, string argument, AttributeData? data, ISymbol symbol, ProblemLog problems)
    {
        double number = value is double given ? given : 0;
        if (number >= 0 && !double.IsInfinity(number))
        {
            return number;
        }

        problems.Report(ProblemKinds.InvalidArgument, LocationOf(data, symbol), attribute, argument, "a finite number of at least 0",
            number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }
}
