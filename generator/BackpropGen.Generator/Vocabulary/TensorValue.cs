namespace BackpropGen.Generator.Vocabulary;

/// <summary>A symbol while a definition is read: a tensor, parameter, state or class label, as a node of the graph.</summary>
internal sealed record TensorValue(int Node);
