using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Reads an input or a target: a parameter with <c>[Shape]</c> or <c>[Classes]</c>.</summary>
internal static class ColumnReader
{
    /// <summary>Whether a parameter says that it is a column of the samples.</summary>
    public static bool IsColumn(IParameterSymbol parameter) =>
        ModelOptions.Find(parameter, "ShapeAttribute") is not null || ModelOptions.Find(parameter, "ClassesAttribute") is not null;

    /// <summary>The column of a parameter; a scalar where its attributes are missing or wrong, which is reported.</summary>
    public static ColumnDeclaration Read(IParameterSymbol parameter, ProblemLog problems)
    {
        var shape = ModelOptions.Find(parameter, "ShapeAttribute");
        var classes = ModelOptions.Find(parameter, "ClassesAttribute");
        if (parameter.Type.TypeKind == TypeKind.Error)
        {
            problems.Break();
        }
        else if (parameter.RefKind != RefKind.None)
        {
            Reject(parameter, "it must not be passed by reference", problems);
        }
        else if (KnownTypes.IsLabel(parameter.Type))
        {
            if (classes is null)
            {
                Reject(parameter, "a label needs [Classes(count)]", problems);
            }
        }
        else if (!KnownTypes.IsTensor(parameter.Type))
        {
            Reject(parameter, "it must be a Tensor or a ClassLabel", problems);
        }
        else if (shape is null || classes is not null)
        {
            Reject(parameter, shape is null ? "a tensor needs [Shape(…)], the shape of one sample" : "a tensor has no [Classes]", problems);
        }

        return new ColumnDeclaration(
            parameter.Name, ReadShape(shape, parameter, problems),
            KnownTypes.IsLabel(parameter.Type) ? ReadClasses(classes, parameter, problems) : 0);
    }

    private static Shape ReadShape(AttributeData? attribute, IParameterSymbol parameter, ProblemLog problems)
    {
        if (attribute is null || attribute.ConstructorArguments.Length != 1
            || attribute.ConstructorArguments[0] is not { Kind: TypedConstantKind.Array, IsNull: false } values)
        {
            return Shape.Scalar;
        }

        int[] dimensions = values.Values.Select(static value => value.Value as int? ?? 0).ToArray();
        long size = dimensions.Aggregate(1L, static (product, dimension) => System.Math.Min(product * System.Math.Max(dimension, 1), int.MaxValue + 1L));
        if (dimensions.All(static dimension => dimension >= 1) && size <= int.MaxValue)
        {
            return Shape.Of(dimensions);
        }

        string found = string.Join(", ", dimensions.Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)));
        problems.Report(ProblemKinds.InvalidArgument, ModelOptions.LocationOf(attribute, parameter), "Shape", "dimensions",
            size <= int.MaxValue ? "at least 1 each" : "of a product that fits an int", found);
        return Shape.Scalar;
    }

    private static int ReadClasses(AttributeData? attribute, IParameterSymbol parameter, ProblemLog problems)
    {
        int count = attribute?.ConstructorArguments.FirstOrDefault().Value as int? ?? 2;
        if (count >= 2)
        {
            return count;
        }

        problems.Report(ProblemKinds.InvalidArgument, ModelOptions.LocationOf(attribute, parameter), "Classes", "count", "at least 2",
            count.ToString(CultureInfo.InvariantCulture));
        return 2;
    }

    private static void Reject(IParameterSymbol parameter, string reason, ProblemLog problems) =>
        problems.Report(ProblemKinds.InvalidSignature, parameter.Locations.FirstOrDefault() ?? Location.None, parameter.Name, reason);
}
