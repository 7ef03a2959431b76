namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>The frame around the few lines of a definition that a test is about.</summary>
internal static class DefinitionText
{
    /// <summary>A classifier of two classes.</summary>
    /// <param name="fields">Its fields, <c>_head = Dense(2)</c> not among them.</param>
    /// <param name="forward">What becomes of <c>x</c> before the head reads it.</param>
    /// <param name="attributes">Attributes beside <c>[Model]</c>.</param>
    /// <param name="members">Other members.</param>
    /// <param name="input">The shape of x.</param>
    internal static string Classifier(string fields, string forward, string attributes = "", string members = "", string input = "8") => Model(
        $"private readonly Layer _head = Dense(2);\n{fields}",
        $"{forward}\nreturn _head(x);",
        "public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);\n" + members,
        attributes,
        input);

    /// <summary>A model with a loss of its own.</summary>
    internal static string Model(string fields, string forward, string members, string attributes = "", string input = "8") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]{{attributes}}
        public sealed partial class Model
        {
            {{fields}}

            public Tensor Forward([Shape({{input}})] Tensor x)
            {
                {{forward}}
            }

            {{members}}
        }
        """;

    /// <summary>Sets a limit of a rule.</summary>
    internal static Dictionary<string, string> Option(string id, string name, string value) =>
        new() { [$"backpropgen.{id.ToLowerInvariant()}.{name}"] = value };
}
